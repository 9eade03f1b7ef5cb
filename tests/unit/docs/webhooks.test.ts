/** What docs/webhooks.md tells miBilling's developers to copy works as it stands there. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DELAYS_SECONDS } from '../../../functions/webhooks/retry-schedule.ts'

const page = readFileSync('docs/webhooks.md', 'utf8')
const blocksOf = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text)
const SECRET = /^WEBHOOK_SECRET=(\S+)$/m.exec(page)?.[1] ?? ''

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('docs/webhooks.md', () => {
  it('shows a message whose signature fits', () => {
    const [head = '', body = ''] = (blocksOf('http')[0] ?? '').split('\n\n')
    const header = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(head)?.[1] ?? ''
    const at = new Date(Number(header('webhook-timestamp')) * 1000)
    const sent = JSON.stringify(JSON.parse(body))
    expect(header('webhook-signature')).toBe(new Webhook(SECRET).sign(header('webhook-id'), at, sent))
  })

  it('verifies by hand as it says', () => {
    const script = blocksOf('sh').find((text) => text.includes('openssl dgst')) ?? ''
    const promised = /^prints `(v1,\S+)`/m.exec(page)?.[1]
    expect(execFileSync('bash', ['-euc', script], { encoding: 'utf8' }).trim()).toBe(promised)
    const variable = (name: string) => new RegExp(`^${name}='?(.+?)'?$`, 'm').exec(script)?.[1] ?? ''
    const at = new Date(Number(variable('TIMESTAMP')) * 1000)
    expect(promised).toBe(new Webhook(SECRET).sign(variable('ID'), at, variable('BODY')))
  })

  it('verifies with the library as it says, and deals with a repeat once', async () => {
    vi.stubEnv('WEBHOOK_SECRET', SECRET)
    const told = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    // Beside the packages, so that its import is found.
    const folder = mkdtempSync(join('node_modules', '.docs-webhooks-'))
    try {
      const file = join(folder, 'receive.mjs')
      writeFileSync(file, stripTypeScriptTypes(blocksOf('ts')[0] ?? ''))
      const { receive } = (await import(join(process.cwd(), file))) as { receive: (request: Request) => Promise<Response> }
      const call = async (secret: string) => {
        const body = JSON.stringify({ type: 'connection.connected' })
        const at = new Date()
        const signature = new Webhook(secret).sign('msg_1', at, body)
        const signed = {
          'webhook-id': 'msg_1',
          'webhook-timestamp': `${Math.floor(at.getTime() / 1000)}`,
          'webhook-signature': signature,
        }
        return (await receive(new Request('http://localhost/webhooks', { method: 'POST', headers: signed, body }))).status
      }
      expect([await call(`whsec_${btoa('the-secret-of-someone-else')}`), told.mock.calls]).toEqual([401, []])
      expect([await call(SECRET), await call(SECRET)]).toEqual([204, 204])
      expect(told.mock.calls).toEqual([[{ type: 'connection.connected' }]])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('tells the delays that are kept', () => {
    const inSeconds = { second: 1, minute: 60, hour: 3600 }
    const told = [...page.matchAll(/^\| \d+ +\| (\d+) (second|minute|hour)s? /gm)].map(
      ([, count, unit]) => Number(count) * inSeconds[unit as keyof typeof inSeconds],
    )
    expect(told).toEqual([...DELAYS_SECONDS])
  })
})
