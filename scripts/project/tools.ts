import { execFile, type SpawnOptions, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lookUp } from '../../src/contract/look-up.ts'

export const ROOT = resolve(import.meta.dirname, '../..')

/** Keeps the tools from calling home, so that everything works offline. Read by astro and wrangler at their start. */
export const OFFLINE = { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false', ASTRO_TELEMETRY_DISABLED: '1' }

/** The script behind a package's command. It is run by the very Node that runs us: .bin would ask the machine's, which may be older. */
function commandOf(packageName: string, command: string): string {
  const folder = join(ROOT, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> }
  const path = typeof bin === 'string' ? bin : lookUp(bin, command)
  if (path === undefined) throw new RangeError(`${packageName} has no command "${command}"`)
  return join(folder, path)
}

const COMMANDS = {
  astro: 'astro',
  biome: '@biomejs/biome',
  playwright: '@playwright/test',
  tsc: 'typescript',
  vitest: 'vitest',
  wrangler: 'wrangler',
} as const

export type Tool = keyof typeof COMMANDS

/** What to start, as the first words of a command line. */
export const toolCommand = (tool: Tool): readonly string[] => [process.execPath, commandOf(COMMANDS[tool], tool)]

/** Runs a tool in the project's folder and answers its exit code; a signal that ended it counts as 1. */
export function runTool(tool: Tool, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return run(process.execPath, [commandOf(COMMANDS[tool], tool), ...args], options)
}

/** @returns what the tool printed on standard output. @throws with all it said when it fails */
export const readTool = (tool: Tool, args: readonly string[]): Promise<string> =>
  readCommand([...toolCommand(tool), ...args], `${tool} ${args[0] ?? ''}`)

/** The same of any command. @param name what to call it in an error */
export function readCommand([command = '', ...args]: readonly string[], name = command): Promise<string> {
  return new Promise((done, fail) => {
    const options = { cwd: ROOT, env: { ...process.env, ...OFFLINE, WRANGLER_LOG: 'log' }, maxBuffer: 64 * 1024 * 1024 }
    execFile(command, args, options, (cause, printed, complaint) => {
      if (cause === null) done(printed)
      else fail(new Error(`${name} failed:\n${printed}${complaint}`))
    })
  })
}

export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: 'inherit',
      ...options,
      env: { ...process.env, ...OFFLINE, ...options.env },
    })
    child.once('error', fail)
    child.once('close', (code) => done(code ?? 1))
  })
}
