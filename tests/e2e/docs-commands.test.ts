/** Every command that docs/integrate.md and docs/webhooks.md tell a developer to copy, against the servers of `npm start`. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comeBack, setOff } from '../../scripts/measure/bench/customer.ts'
import { ROOT } from '../../scripts/project/tools.ts'
import { startLocalServers } from '../../scripts/serve/local-servers.ts'
import { type RunningServer, startWorker } from '../../scripts/serve/run-worker.ts'
import { EXAMPLE_FILE, readSettings } from '../../scripts/serve/settings.ts'
import { MISTABLE, PORTS, XERO } from './places.ts'

interface Command {
  readonly text: string
  /** The JSON that the page shows as its answer. */
  readonly answer?: string | undefined
}

const SHELL = /^```sh\n([\s\S]*?)^```(?:\n+(?:<!-- example: \w+ -->\n+)?```json\n([\s\S]*?)^```)?/gm
/** Run by tests of their own: tests/e2e/client-package.test.ts, tests/unit/docs/webhooks.test.ts. */
const RUN_ELSEWHERE = /npm pack|openssl dgst/

const commandsOf = (page: string): Command[] =>
  [...readFileSync(join(ROOT, 'docs', page), 'utf8').matchAll(SHELL)].map(([, text = '', answer]) => ({ text, answer }))

const all = [...commandsOf('integrate.md'), ...commandsOf('webhooks.md')].filter(({ text }) => !RUN_ELSEWHERE.test(text))
const isTheEnd = ({ text }: Command) => text.includes('-X DELETE $GUIDE')
const commands = [...all.filter((command) => !isTheEnd(command)), ...all.filter(isTheEnd)]
const VARIABLES = commands[0]?.text ?? ''

let stateDir: string
let local: { close(): Promise<unknown> }
let worker: RunningServer

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'guide-docs-'))
  const environment = { XERO_PORT: PORTS.XERO_PORT, MISTABLE_PORT: PORTS.MISTABLE_PORT }
  local = await startLocalServers({ ...environment, STATE_DIR: stateDir })
  const settings = readSettings(environment)
  worker = await startWorker({ port: Number(PORTS.PORT), settings, settingsFile: EXAMPLE_FILE, stateDir, log: () => undefined })
  await comeBack(await setOff({ guide: worker.origin, xero: XERO }, 'riverbank'))
}, 60_000)

afterAll(async () => {
  await Promise.all([worker.close(), local.close()])
  rmSync(stateDir, { recursive: true, force: true })
})

/** @returns what the commands printed. @throws at any failure, a refusal by the guide included */
async function run(text: string): Promise<string> {
  const here = `${VARIABLES}\n${text}`
    .replaceAll(/(?:http:\/\/)?localhost:8787/g, worker.origin)
    .replaceAll(/(?:http:\/\/)?localhost:8789/g, MISTABLE)
  const script = `curl() { command curl -sS --fail-with-body "$@"; }\n${here}`
  const env = { ...process.env, GUIDE_ORIGIN: worker.origin, PORT: new URL(worker.origin).port, MISTABLE_PORT: PORTS.MISTABLE_PORT }
  return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: ROOT, env })).stdout
}

const keysOf = (json: string): string[] => Object.keys(JSON.parse(json) as object).sort()

describe('the commands for developers', () => {
  it('are all found', () => {
    expect(commands.length).toBeGreaterThan(9)
    expect(VARIABLES).toMatch(/^GUIDE=.*\nMISTABLE=.*\nKEY=/)
  })

  it.each(commands.map(({ text, answer }) => [text.trim(), answer]))('%s', async (text = '', answer) => {
    const printed = await run(text)
    // Several commands print one answer each; the page shows that of the first.
    const [first = ''] = printed.split(/(?<=\})(?=\{)/)
    if (answer !== undefined) expect(keysOf(first)).toEqual(keysOf(answer))
  })
})
