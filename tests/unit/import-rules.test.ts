import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** A file, what it imports, and whether the house allows it. */
const IMPORTS = [
  ['src/contract/a.ts', '../wizard/flow.ts', false],
  ['src/wizard/a.ts', '../contract/wire.ts', true],
  ['src/wizard/b.ts', '../store/progress-store.ts', false],
  ['src/wizard/c.ts', 'solid-js', false],
  ['src/wizard/d.ts', '../../functions/app.ts', false],
  ['src/store/a.ts', '../wizard/flow.ts', true],
  ['src/store/b.ts', '../islands/mount.ts', false],
  ['src/schema/a.ts', 'astro/zod', true],
  ['src/schema/b.ts', 'astro:content', false],
  ['src/islands/a.ts', '../../functions/app.ts', true],
  ['src/islands/b.ts', '../../functions/env.ts', false],
  ['src/islands/c.ts', '../layouts/Page.astro', false],
  ['src/pages/a.ts', '../../functions/app.ts', false],
  ['functions/vault/a.ts', '../../src/contract/wire.ts', true],
  ['functions/vault/b.ts', 'hono', false],
  ['functions/vault/c.ts', '../grant/grant.ts', false],
  ['functions/vault/d.ts', 'arctic', false],
  ['functions/xero/a.ts', 'arctic', true],
  ['functions/xero/b.ts', '../vault/seal.ts', false],
  ['functions/grant/a.ts', '../vault/seal.ts', true],
  ['functions/grant/b.ts', '../account/account.ts', false],
  ['functions/grant/c.ts', 'hono', false],
  ['functions/grant/d.ts', '../incident/incident.ts', false],
  ['functions/grant/e.ts', '../incident/brake.ts', true],
  ['functions/incident/a.ts', '../grant/record.ts', false],
  ['functions/incident/b.ts', '../log.ts', true],
  ['functions/account/a.ts', '../grant/record.ts', true],
  ['functions/account/b.ts', '../routes/xero.ts', false],
  ['functions/webhooks/a.ts', '../account/outbox.ts', true],
  ['functions/webhooks/b.ts', '../account/account.ts', false],
  ['functions/webhooks/c.ts', '../xero/transport.ts', false],
  ['functions/webhooks/d.ts', 'hono', false],
  ['functions/webhooks/e.ts', 'arctic', false],
  ['functions/routes/a.ts', '../session/visit.ts', true],
  ['functions/routes/b.ts', '../account/account.ts', false],
  ['functions/routes/c.ts', '../grant/grant.ts', false],
  ['functions/routes/d.ts', '../xero/xero.ts', false],
  ['functions/routes/h.ts', '../incident/incident.ts', false],
  ['functions/routes/e.ts', 'arctic', false],
  ['functions/routes/f.ts', '../webhooks/send.ts', false],
  ['functions/routes/g.ts', '../../openapi/shapes.ts', false],
  ['functions/a.ts', '../openapi/shapes.ts', false],
  ['functions/b.ts', '../client/client.ts', false],
  ['functions/c.ts', './vault/edge-copy.ts', true],
  ['functions/vault/e.ts', '../../openapi/shapes.ts', false],
  ['openapi/a.ts', '../functions/routes/accounts.ts', true],
  ['openapi/b.ts', '../functions/account/account.ts', false],
  ['openapi/c.ts', '../src/guide/content.ts', false],
  ['client/a.ts', 'openapi-fetch', true],
  ['client/b.ts', '../src/contract/wire.ts', false],
] as const

const folder = mkdtempSync(join(tmpdir(), 'import-rules-'))
let refused: Set<string>

/** Biome takes the last override that fits as a whole: a rule added at the end can silence those before it. So all are tried. */
beforeAll(() => {
  cpSync('biome.json', join(folder, 'biome.json'))
  for (const [file, from] of IMPORTS) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), `export * from '${from}'\n`)
  }
  writeFileSync(join(folder, 'src/contract/left.ts'), "import type { Right } from './right.ts'\nexport type Left = Right | 1\n")
  writeFileSync(join(folder, 'src/contract/right.ts'), "import type { Left } from './left.ts'\nexport type Right = Left | 2\n")
  refused = lint()
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true }))

/** @returns files that a restricted import or a cycle was found in */
function lint(): Set<string> {
  const biome = resolve('node_modules/@biomejs/biome/bin/biome')
  const only = ['--only=style/noRestrictedImports', '--only=suspicious/noImportCycles']
  const args = [biome, 'lint', '--reporter=github', '--vcs-enabled=false', '--max-diagnostics=none', ...only]
  let report: string
  try {
    report = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  } catch (error) {
    report = (error as { stdout: string }).stdout
  }
  return new Set(
    [...report.matchAll(/file=([^,\n]+),line/g)].map(([, file = '']) => relative(realpathSync(folder), file).replaceAll('\\', '/')),
  )
}

describe('the house', () => {
  it.each(IMPORTS)('%s may import %s: %s', (file, _from, allowed) => {
    expect(refused.has(file)).toBe(!allowed)
  })

  it('refuses a cycle, of types too', () => {
    expect([...refused]).toEqual(expect.arrayContaining(['src/contract/left.ts', 'src/contract/right.ts']))
  })
})
