/** The site that keys are uploaded to, by way of wrangler. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lookUp } from '../../src/contract/look-up.ts'
import { OFFLINE, ROOT, readCommand, toolCommand } from '../project/tools.ts'
import { stateDirectory } from '../serve/settings.ts'
import type { Site } from './key-desk.ts'

/** As functions/vault/key-register.ts writes them. */
const PREFIX = 'sealed-with/'
const PATIENCE_MS = 10_000

const WRANGLER = toolCommand('wrangler')

/** @param options `remote`: at the site; otherwise what this machine keeps @returns `<kid>/<object>` each @throws with what wrangler said */
export async function findUses({ remote }: { readonly remote: boolean }, wrangler = WRANGLER): Promise<string[]> {
  const where = remote ? ['--remote'] : ['--local', '--persist-to', stateDirectory(process.env)]
  const args = ['kv', 'key', 'list', '-c', 'wrangler.toml', '--binding', 'TOKENS', '--prefix', PREFIX, ...where]
  const printed = await readCommand([...wrangler, ...args], 'wrangler kv')
  return (JSON.parse(printed) as { name: string }[]).map(({ name }) => name.slice(PREFIX.length))
}

type Environment = Readonly<Record<string, string | undefined>>

/** As the environment or the Worker's configuration says; '' where neither does. */
const settingOf = (environment: Environment, name: string, config: string): string =>
  lookUp(environment, name) ?? new RegExp(`^${name} = "(.*)"`, 'm').exec(readFileSync(join(ROOT, config), 'utf8'))?.[1] ?? ''

/** The desk reads and seals what the guide does, so it needs the same keys. */
const configsOf = (environment: Environment): string[] =>
  settingOf(environment, 'ACCESS_ISSUER', 'wrangler.desk.toml') === '' ? ['wrangler.toml'] : ['wrangler.toml', 'wrangler.desk.toml']

/** @param wrangler the first words of its command line */
export const createSite = (environment: Environment, wrangler = WRANGLER): Site => ({
  uses: () => findUses({ remote: true }, wrangler),
  async upload(setting, set) {
    for (const config of configsOf(environment)) {
      if (!(await pipe([...wrangler, 'secret', 'put', setting, '-c', config], set))) return false
    }
    return true
  },
  health: () => askHealth(settingOf(environment, 'PUBLIC_ORIGIN', 'wrangler.toml')),
})

/** Runs a command that reads a secret from its standard input: on a command line every user of the machine could read it. */
function pipe([command = '', ...args]: readonly string[], secret: string): Promise<boolean> {
  return new Promise((done, fail) => {
    const env = { ...process.env, ...OFFLINE }
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['pipe', 'inherit', 'inherit'] })
    child.once('error', fail)
    child.once('close', (code) => done(code === 0))
    // A command that ends before it has read everything says so by its exit code.
    child.stdin.once('error', () => undefined)
    child.stdin.end(secret)
  })
}

async function askHealth(origin: string): Promise<string | undefined> {
  if (origin === '') return undefined
  try {
    const answer = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (answer.ok) return ''
    return ((await answer.json()) as { detail?: string }).detail
  } catch {
    // No answer, or none of ours.
    return undefined
  }
}
