/** Builds dist/ for `npm pack`: scripts and their types, with imports that any TypeScript and any Node from 20.19 understands. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const folder = import.meta.dirname
const dist = join(folder, 'dist')
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')

rmSync(dist, { recursive: true, force: true })
execFileSync(process.execPath, [tsc, '-p', folder], { stdio: 'inherit' })

// `rewriteRelativeImportExtensions` leaves the declarations as they are.
for (const name of readdirSync(dist).filter((file) => file.endsWith('.d.ts'))) {
  const file = join(dist, name)
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"))
}
