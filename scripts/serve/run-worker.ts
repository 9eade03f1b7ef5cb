import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { OFFLINE, ROOT } from '../project/tools.ts'
import { migrateLocally } from './databases.ts'
import type { Settings } from './settings.ts'

export interface WorkerOptions {
  readonly port: number
  /** Win over those of `settingsFile`. */
  readonly settings: Settings
  readonly stateDir: string
  /** In place of .dev.vars: a file of the same form. */
  readonly settingsFile?: string
  /** Starts again when a file of the Worker changes. */
  readonly watch?: boolean
  /** In place of the built pages: answers what the Worker asks of its ASSETS binding. */
  readonly pages?: (request: Request) => Promise<Response>
  /** One call a line the Worker logs. */
  readonly log?: (line: string) => void
}

export interface RunningServer {
  readonly origin: string
  close(): Promise<void>
}

/** Runs the Worker of wrangler.toml in workerd, in this process's care: settings travel to it by a pipe, never on a command line. */
export async function startWorker(options: WorkerOptions): Promise<RunningServer> {
  await migrateLocally(options.stateDir)
  Object.assign(process.env, OFFLINE, { WRANGLER_LOG: 'warn' })
  // Wrangler reads the environment as it loads, so it is loaded now and not at the top.
  const { unstable_startWorker } = await import('wrangler')
  const { settings, settingsFile = join(ROOT, '.dev.vars'), pages, log = console.log } = options
  const bindings: Record<string, object> = {}
  // Read here and not left to wrangler, which would put the environment's values in place of every $NAME inside a secret.
  const all = { ...parseEnv(readFileSync(settingsFile, 'utf8')), ...settings }
  for (const [name, value] of Object.entries(all)) bindings[name] = { type: 'secret_text', value }
  if (pages !== undefined) bindings['ASSETS'] = { type: 'fetcher', fetcher: pages }
  const worker = await unstable_startWorker({
    config: pages === undefined ? join(ROOT, 'wrangler.toml') : writeConfigWithoutAssets(),
    // With the desk and the test calls, which production has elsewhere or not at all.
    entrypoint: join(ROOT, 'functions', all['TEST_CALLS'] || all['ACCESS_ISSUER'] ? 'staging-worker.ts' : 'worker.ts'),
    bindings,
    // Keeps wrangler from reading .dev.vars beside it.
    envFiles: [settingsFile],
    dev: {
      server: { hostname: 'localhost', port: options.port },
      inspector: false,
      watch: options.watch ?? false,
      logLevel: 'warn',
      persist: options.stateDir,
      structuredLogsHandler: ({ message }: { message: string }) => log(message),
    },
  })
  const { origin } = await worker.url
  // `ready` is true a moment before workerd has loaded the code; an answer, if only that there is no such page, is the proof.
  if (pages === undefined) await fetch(`${origin}/is-it-ready`)
  return { origin, close: () => worker.dispose().catch(ignoreEndedRuntime) }
}

/** An ASSETS binding of wrangler.toml outranks ours, so development runs on a copy without it. */
function writeConfigWithoutAssets(): string {
  const whole = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
  const without = whole.replace(/^\[assets\]\n[\s\S]*?(?=^\[\[?[a-z])/m, '')
  if (without === whole) throw new Error('wrangler.toml has no [assets] table that npm run dev could leave out.')
  const folder = join(ROOT, '.wrangler', 'dev')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'wrangler.toml')
  writeFileSync(file, without)
  return file
}

/** Ctrl-C in a terminal reaches workerd too, so it may have ended by itself before it is told to: then there is nothing left to close. */
function ignoreEndedRuntime(cause: unknown): void {
  const code = (cause as { code?: unknown } | undefined)?.code
  if (code !== 'ERR_RUNTIME_FAILURE' && code !== 'EPIPE') throw cause
}
