/** `npm run erase`, and a search of everything that is on disk afterwards. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Running, runCommand } from './running.ts'

const PORTS = { PORT: '9791', XERO_PORT: '9792', MISTABLE_PORT: '9798' }
const [GUIDE, XERO] = [`http://localhost:${PORTS.PORT}`, `http://localhost:${PORTS.XERO_PORT}`]
const ACCOUNT = 'erase-7319'
const NAME = 'Marker-Name-7319'
const TEXT = 'Marker-Words-7319'

let stateDir: string
let running: Running[]
const run = (script: string, words: readonly string[] = []) => {
  const command = runCommand(script, { ...PORTS, STATE_DIR: stateDir, GUIDE_ORIGIN: GUIDE }, words)
  running.push(command)
  return command
}

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'guide-erase-'))
  running = []
})

afterEach(() => {
  for (const command of running) command.kill()
  rmSync(stateDir, { recursive: true, force: true })
})

/** A browser's cookies, and the mark of its visit in each form. */
class Reader {
  readonly #cookies = new Map<string, string>()

  async go(address: string, fields?: Record<string, string>) {
    const Cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { Cookie, Origin: GUIDE, Accept: 'text/html' }
    const form = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }
    const answer = await fetch(new URL(address, GUIDE), { headers, redirect: 'manual', ...form })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return { status: answer.status, location: answer.headers.get('Location') ?? '', html: await answer.text() }
  }

  async submit(page: string, action: string, fields: Record<string, string> = {}) {
    const { html } = await this.go(page)
    const visit = /name="visit" value="([^"]*)"/.exec(html)?.[1] ?? ''
    return this.go(action, { visit, ...fields })
  }
}

const asService = (method: string, path: string, body?: object) =>
  fetch(GUIDE + path, {
    method,
    headers: { authorization: 'Bearer public-test-service-key', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

async function connectAndComment(): Promise<void> {
  const reader = new Reader()
  const { url } = (await (await asService('POST', '/v1/sessions', { account: ACCOUNT, user: NAME })).json()) as { url: string }
  await reader.go(url)
  const { location: authorizeUrl } = await reader.submit('/connect/log-in/', '/api/xero/authorize')
  const consent = { authorizeUrl, person: 'olivia', organisations: ['Riverbank Plumbing Pty Ltd'] }
  const answered = await fetch(`${XERO}/control/consent`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(consent),
  })
  await reader.go(((await answered.json()) as { location: string }).location)
  const comment = { page: '/connect/log-in/', name: NAME, text: TEXT }
  expect((await reader.submit('/comments/connect/log-in/', '/api/comments', comment)).status).toBe(201)
}

/**
 * Files of the guide's state that hold these bytes. Of a database what it holds now: SQLite overwrites its log and its freed pages in its
 * own time, which docs/security.md says.
 */
function findBytes(bytes: string): string[] {
  const entries = readdirSync(stateDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = entries.map(({ parentPath, name }) => join(parentPath, name)).filter((file) => !/\.sqlite-(wal|shm)$/.test(file))
  return files.filter((file) => (file.endsWith('.sqlite') ? contentOf(file) : readFileSync(file)).includes(bytes))
}

function contentOf(database: string): Buffer {
  const copy = join(mkdtempSync(join(tmpdir(), 'guide-copy-')), 'copy.sqlite')
  const opened = new DatabaseSync(database)
  opened.exec(`VACUUM INTO '${copy}'`)
  opened.close()
  const content = readFileSync(copy)
  rmSync(dirname(copy), { recursive: true })
  return content
}

describe('npm run erase', () => {
  it('leaves nothing of a person on the disk, where there was something before', async () => {
    const before = run('start')
    await before.untilPrinted('Ctrl-C stops them all')
    await connectAndComment()
    before.pressCtrlC()
    await before.ended
    expect(findBytes(TEXT)).toHaveLength(1)

    const start = run('start')
    await start.untilPrinted('Ctrl-C stops them all')
    const erase = run('erase', [ACCOUNT])
    expect(await erase.ended, erase.output()).toBe(0)
    expect(erase.output()).toContain(ACCOUNT)
    start.pressCtrlC()
    expect(await start.ended).toBe(0)
    for (const bytes of [NAME, TEXT]) expect([bytes, findBytes(bytes)]).toEqual([bytes, []])
  })

  it('says how it is called, and what to do when the guide does not answer', async () => {
    const lost = run('erase')
    expect(await lost.ended).toBe(1)
    expect(lost.output()).toContain('npm run erase -- <account>')
    const unheard = run('erase', [ACCOUNT])
    expect(await unheard.ended).toBe(1)
    expect(unheard.output()).toContain('does not answer')
  })
})
