/** client/ as a package: packed, installed into a project that TypeScript has just made, and run by more than one Node. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/project/tools.ts'
import { type RunningServer, startWorker } from '../../scripts/serve/run-worker.ts'
import { EXAMPLE_FILE } from '../../scripts/serve/settings.ts'

const MODULES = join(ROOT, 'node_modules')
const TSC = join(MODULES, 'typescript', 'bin', 'tsc')
/** As in the README of client/, for a project that has no types of Node either. */
const SMALL = `import { type Answer, createMiBillingXero, type Session } from 'mibilling-xero-client'

const guide = createMiBillingXero({ origin: 'https://xero-guide.example.com', serviceKey: 'from your secrets' })
export const open = (account: string): Promise<Answer<Session>> => guide.openSession({ account })
`
const COMMON_JS = `import client = require('mibilling-xero-client')

console.log(typeof client.createMiBillingXero)
`
/** The machine's Node, which may be older, and the repository's. Scripts of npm find the repository's first. */
const PATH = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
const NODES = [
  ['the machine’s Node', 'node'],
  ['the repository’s Node', process.execPath],
] as const

let project: string
let worker: RunningServer

/** @returns what the command printed. @throws with all it said when it fails */
function run(command: string, args: readonly string[], folder = project): string {
  const env = { ...process.env, PATH: PATH.join(delimiter), GUIDE_ORIGIN: worker.origin }
  return execFileSync(command, args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** What `tsc --init` made of a folder of the project; scripts go to `built`. @throws at any error of TypeScript */
const compile = (name: string, ...args: readonly string[]) =>
  run(process.execPath, [TSC, '--outDir', join(project, 'built'), ...args], join(project, name))

function begin(name: string, sources: Readonly<Record<string, string>>): void {
  mkdirSync(join(project, name))
  for (const [file, source] of Object.entries(sources)) writeFileSync(join(project, name, file), source)
  compile(name, '--init')
}

/** @returns the file of the package */
const pack = (folder: string, ...args: readonly string[]): string =>
  join(project, run('npm', ['pack', '--silent', '--pack-destination', project, ...args], folder).trim())

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'guide-client-'))
  const stateDir = join(project, 'state')
  worker = await startWorker({ port: 0, settings: {}, settingsFile: EXAMPLE_FILE, stateDir, log: () => undefined })
  // Offline there is no registry: what the client needs is packed from where it was installed.
  const needed = ['openapi-fetch', 'openapi-typescript-helpers'].map((name) => pack(join(MODULES, name), '--ignore-scripts'))
  const packed = pack(join(ROOT, 'client'))
  run('npm', ['init', '--yes'])
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', packed, ...needed])
  begin('defaults', { 'small.mts': SMALL, 'common.cts': COMMON_JS })
}, 120_000)

afterAll(async () => {
  await worker.close()
  rmSync(project, { recursive: true, force: true })
})

describe('the package of the client', () => {
  it('has scripts, types, a licence and a word for its reader, and needs what this repository has', () => {
    const read = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as Record<string, unknown>
    const client = read(ROOT, 'client', 'package.json')
    const whole = read(ROOT, 'package.json') as { version: string; dependencies: Record<string, string> }
    expect(client['version']).toBe(whole.version)
    expect(client['dependencies']).toEqual({ 'openapi-fetch': whole.dependencies['openapi-fetch'] })
    expect(readFileSync(join(ROOT, 'client', 'LICENSE'), 'utf8')).toBe(readFileSync(join(ROOT, 'LICENSE'), 'utf8'))
    const listed = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], join(ROOT, 'client'))) as unknown
    const [{ files }] = Object.values(listed as object) as [{ files: { path: string }[] }]
    expect(files.map(({ path }) => path).sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist/answer.d.ts',
      'dist/answer.js',
      'dist/client.d.ts',
      'dist/client.js',
      'dist/v1.d.ts',
      'dist/v1.js',
      'package.json',
    ])
  })

  it.each(['true', 'false'])('compiles where `tsc --init` has just been, with skipLibCheck %s', (skipped) => {
    compile('defaults', '--noEmit', '--skipLibCheck', skipped)
  })

  it('refuses a misspelt field, so that its types are really there', () => {
    begin('wrong', { 'wrong.mts': SMALL.replace('{ account }', '{ acount: account }') })
    expect(() => compile('wrong', '--noEmit')).toThrow(expect.objectContaining({ stdout: expect.stringContaining('acount') }))
  })

  it.each(NODES)('runs the program of docs/integrate.md by %s', (_, node) => {
    const page = readFileSync(join(ROOT, 'docs', 'integrate.md'), 'utf8')
    const program = /^```ts\n(import \{ createMiBillingXero[\s\S]*?)^```/m.exec(page)?.[1] ?? ''
    rmSync(join(project, 'program'), { recursive: true, force: true })
    begin('program', { 'invoice.mts': program })
    compile('program', '--types', 'node', '--typeRoots', join(MODULES, '@types'))
    expect(run(node, [join('built', 'invoice.mjs')])).toMatch(/^send the person to http:\/\/localhost:8787\/start\?token=\S+$/m)
  })

  it.each(NODES)('is required by CommonJS by %s', (_, node) => {
    compile('defaults')
    expect(run(node, ['--no-warnings', join('built', 'common.cjs')])).toBe('function\n')
  })
})
