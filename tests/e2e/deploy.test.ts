import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runTool } from '../../scripts/project/tools.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guide-deploy-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a bare wrangler deploy', () => {
  it('deploys the Worker, and not the pages alone', async () => {
    expect(await runTool('wrangler', ['deploy', '--dry-run', '--outdir', folder], { stdio: 'ignore' })).toBe(0)
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))
    expect(scripts).toEqual(['worker.js'])
    // Of the whole bundle only the list of exports is told: a failure would print everything.
    const exported = /export\s*\{([^}]*)\}/.exec(readFileSync(join(folder, 'worker.js'), 'utf8'))?.[1] ?? ''
    const names = exported.split(',').map((part) =>
      part
        .trim()
        .split(/\s+as\s+/)
        .at(-1),
    )
    expect(names).toEqual(expect.arrayContaining(['Account', 'Grant', 'Incident', 'MiBilling', 'default']))
  })
})
