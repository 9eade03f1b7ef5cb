import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Running, runCommand } from './running.ts'

const PORTS = { PORT: '9781', XERO_PORT: '9782', MISTABLE_PORT: '9783' }
const ORIGINS = Object.values(PORTS).map((port) => `http://localhost:${port}`)

let stateDir: string
let running: Running[]
const run = (script: string, environment: Readonly<Record<string, string>> = {}) => {
  const command = runCommand(script, { ...PORTS, STATE_DIR: stateDir, ...environment })
  running.push(command)
  return command
}
const isListening = (origin: string) =>
  fetch(origin).then(
    () => true,
    () => false,
  )

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'guide-commands-'))
  running = []
})

afterEach(() => {
  for (const command of running) command.kill()
  rmSync(stateDir, { recursive: true, force: true })
})

describe('npm start', () => {
  it('prints where the three are, and stops all three at one Ctrl-C', async () => {
    const start = run('start')
    await start.untilPrinted('Ctrl-C stops all three')
    for (const origin of ORIGINS) expect(start.output()).toContain(origin)
    expect(await Promise.all(ORIGINS.map(isListening))).toEqual([true, true, true])
    start.pressCtrlC()
    expect(await start.ended).toBe(0)
    expect(await Promise.all(ORIGINS.map(isListening))).toEqual([false, false, false])
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
