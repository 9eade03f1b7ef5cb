/** Kills workerd itself, by SIGKILL, during an attempt: what its disks hold must be enough to go on. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningXero, startXero } from '../../tests/fakes/xero/server.ts'
import { readBundle } from './bench/bundle.ts'
import { comeBack, type Place, SERVICE_HEADERS, setOff, type Traveller } from './bench/customer.ts'
import { moduleOf, type NamedWorker, readWorkerOptions, startWorkers } from './bench/workerd.ts'
import type { Row } from './campaign-table.ts'

/** From the call on, in milliseconds: before Xero is asked, while it answers, and after the last write. */
const KILL_AFTER_MS = [0, 5, 10, 15, 20, 30, 40, 60, 80, 120]

interface Life extends Place {
  readonly xeroApi: string
  kill(): Promise<void>
}

interface Trial {
  readonly operation: string
  /** What is cut short. */
  run(life: Life, traveller: Traveller): Promise<unknown>
  /** What its caller then does again. @returns whether all is as was meant */
  again(life: Life, traveller: Traveller): Promise<boolean>
  /** Whether the account is connected before. */
  readonly connected: boolean
}

const ACCOUNT = 'killed'
const ask = (life: Place, path: string, method = 'GET') =>
  fetch(`${life.guide}/v1/accounts/${ACCOUNT}${path}`, { method, headers: SERVICE_HEADERS })

async function works(life: Life): Promise<boolean> {
  const answer = await ask(life, '/access-token')
  if (!answer.ok) return false
  const { accessToken } = (await answer.json()) as { accessToken: string }
  const listed = await fetch(`${life.xeroApi}/connections`, { headers: { Authorization: `Bearer ${accessToken}` } })
  return listed.ok && ((await listed.json()) as unknown[]).length === 1
}

/** The person loads the callback's address again; where that failed, they go to Xero again. */
async function connectAgain(life: Life, traveller: Traveller): Promise<boolean> {
  const { pathname, search } = new URL(traveller.callback)
  const back = { ...traveller, guide: life.guide, callback: life.guide + pathname + search }
  const arrived = await comeBack(back).then(
    () => true,
    () => false,
  )
  if (!arrived) await setOff(life, ACCOUNT, { organisations: [] }).then(comeBack)
  return works(life)
}

const TRIALS: readonly Trial[] = [
  {
    operation: 'first connection',
    connected: false,
    run: (_, traveller) => comeBack(traveller),
    again: connectAgain,
  },
  {
    operation: 'check',
    connected: true,
    run: (life) => ask(life, '/check', 'POST'),
    again: works,
  },
  {
    operation: 'deletion',
    connected: true,
    run: (life) => ask(life, '', 'DELETE'),
    async again(life) {
      const { status } = await ask(life, '', 'DELETE')
      const world = (await (await fetch(`${life.xero}/control/world`)).json()) as { connections: unknown[] }
      return status === 204 && world.connections.length === 0
    },
  },
]

export async function killProcesses(): Promise<readonly Row[]> {
  const bundle = await readBundle()
  const rows: Row[] = []
  for (const trial of TRIALS) {
    let lost = 0
    for (const afterMs of KILL_AFTER_MS) if (!(await isSurvived(bundle, trial, afterMs))) lost += 1
    rows.push({ operation: trial.operation, killed: KILL_AFTER_MS.length, 'worked afterwards': KILL_AFTER_MS.length - lost, lost })
  }
  return rows
}

async function isSurvived(bundle: string, trial: Trial, afterMs: number): Promise<boolean> {
  const disk = mkdtempSync(join(tmpdir(), 'guide-killed-'))
  const xero = await startXero()
  try {
    const first = await begin(bundle, xero, disk)
    const traveller = await setOff(first, ACCOUNT)
    if (trial.connected) await comeBack(traveller)
    const cut = trial.run(first, traveller).catch(() => undefined)
    await new Promise((done) => setTimeout(done, afterMs))
    await first.kill()
    await cut
    const second = await begin(bundle, xero, disk)
    const survived = await trial.again(second, traveller)
    await second.kill()
    return survived
  } finally {
    await xero.close()
    rmSync(disk, { recursive: true, force: true })
  }
}

async function begin(bundle: string, xero: RunningXero, disk: string): Promise<Life> {
  const options = await readWorkerOptions(xero.settings)
  const guide = { ...options, name: 'guide', modules: [moduleOf('worker.js', bundle)] } as NamedWorker
  const before = findChildren()
  const workers = await startWorkers([guide], disk)
  const born = findChildren().filter((pid) => !before.includes(pid))
  return {
    guide: await workers.originOf('guide'),
    xero: xero.origin,
    xeroApi: xero.origins.api,
    async kill() {
      for (const pid of born) process.kill(pid, 'SIGKILL')
      // Whoever held its pipes finds them broken.
      await workers.close().catch(() => undefined)
    },
  }
}

/** Every workerd that this process has started. */
function findChildren(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).split('\n')
  return lines.flatMap((line) => {
    const [pid, parent, command = ''] = line.trim().split(/\s+/)
    return Number(parent) === process.pid && command.includes('workerd') ? [Number(pid)] : []
  })
}
