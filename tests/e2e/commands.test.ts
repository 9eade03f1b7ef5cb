import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { originsOn, portsFrom } from '../fakes/xero/origins.ts'
import { type Running, runCommand } from './running.ts'

const PORTS = { PORT: '9781', XERO_PORT: '9782', MISTABLE_PORT: '9783' }
const ORIGINS = Object.values(PORTS).map((port) => `http://localhost:${port}`)
const [GUIDE = '', XERO = '', MISTABLE = ''] = ORIGINS
const XERO_ORIGINS = Object.values(originsOn(portsFrom(Number(PORTS.XERO_PORT))))

let stateDir: string
let running: Running[]
const run = (script: string, environment: Readonly<Record<string, string>> = {}) => {
  const command = runCommand(script, { ...PORTS, STATE_DIR: stateDir, ...environment })
  running.push(command)
  return command
}
const findBlocks = (file: string, language: string) =>
  [...readFileSync(file, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(([, block = '']) => block)
const isListening = (origin: string) =>
  fetch(origin).then(
    () => true,
    () => false,
  )

/** Stands in for Cloudflare Access: the fifth after the local Xero's first. */
const ACCESS = `http://localhost:${Number(PORTS.XERO_PORT) + 5}`

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'guide-commands-'))
  running = []
})

afterEach(() => {
  for (const command of running) command.kill()
  rmSync(stateDir, { recursive: true, force: true })
})

describe('npm start', () => {
  it('prints where each server is, and stops them all at one Ctrl-C', async () => {
    const start = run('start')
    await start.untilPrinted('Ctrl-C stops them all')
    const all = [...ORIGINS, ...XERO_ORIGINS, ACCESS]
    for (const origin of [...ORIGINS, ...XERO_ORIGINS, `${GUIDE}/desk/`]) expect(start.output()).toContain(origin)
    expect(await Promise.all(all.map(isListening))).not.toContain(false)
    start.pressCtrlC()
    expect(await start.ended).toBe(0)
    expect(await Promise.all(all.map(isListening))).not.toContain(true)
  })

  it('opens the local Xero when the guide answers, and miStable last: the one address to wait for', async () => {
    const start = run('start')
    const answers = (origin: string) => vi.waitFor(() => fetch(origin), { timeout: 170_000, interval: 20 })
    await answers(XERO)
    expect((await fetch(`${GUIDE}/api/health`)).status).toBe(200)
    await answers(MISTABLE)
    expect(await Promise.all(XERO_ORIGINS.map(isListening))).not.toContain(false)
    start.pressCtrlC()
    expect(await start.ended).toBe(0)
  })

  it('takes the first call in docs/integrate.md on whatever ports it has', async () => {
    const start = run('start')
    await start.untilPrinted('Ctrl-C stops them all')
    const answered = execFileSync('sh', ['-c', findBlocks('docs/integrate.md', 'sh').slice(0, 2).join('')], {
      encoding: 'utf8',
      env: { ...process.env, ...PORTS },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    expect(JSON.parse(answered)).toMatchObject({ url: expect.stringContaining(`${GUIDE}/start?token=`) })
    start.pressCtrlC()
    expect(await start.ended).toBe(0)
  })

  it('names a port that is taken, and who wants it, and leaves nothing running', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(Number(PORTS.XERO_PORT), '127.0.0.1', resolve))
    try {
      const start = run('start')
      expect(await start.ended).toBe(1)
      expect(start.output()).toContain(PORTS.XERO_PORT)
      expect(start.output()).toContain('the local Xero')
      expect(start.output()).not.toContain('Building')
    } finally {
      other.close()
    }
    expect(await Promise.all(ORIGINS.map(isListening))).toEqual([false, false, false])
  })
})

describe('npm run worker', () => {
  it('runs the Worker alone with settings of the environment, and ends at Ctrl-C', async () => {
    const worker = run('worker', { XERO_CLIENT_ID: '' })
    await worker.untilPrinted('The guide:')
    const health = await fetch(`${ORIGINS[0]}/api/health`)
    expect(health.status).toBe(500)
    expect(await health.text()).toContain('XERO_CLIENT_ID')
    worker.pressCtrlC()
    expect(await worker.ended).toBe(0)
  })

  it('is ready with the settings of the example', async () => {
    const worker = run('worker')
    await worker.untilPrinted('The guide:')
    expect((await fetch(`${ORIGINS[0]}/api/health`)).status).toBe(200)
    worker.pressCtrlC()
    expect(await worker.ended).toBe(0)
    expect(existsSync(stateDir)).toBe(true)
  })
})

describe('npm run reset', () => {
  it('removes the state and says so', async () => {
    const reset = run('reset')
    expect(await reset.ended).toBe(0)
    expect(reset.output()).toContain(stateDir)
    expect(existsSync(stateDir)).toBe(false)
  })
})
