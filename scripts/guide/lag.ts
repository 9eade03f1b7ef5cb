/**
 * `npm run guide:lag`: what the other languages lack. `-- --stamp content/steps/zh-hans/company.md …` notes in translations that they
 * say what the English says now; without a file, in all of them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findOutgrown } from '../../src/guide/check/translations.ts'
import { readContent } from '../../src/guide/content.ts'
import { findLag, stamped } from '../../src/guide/lag.ts'
import { FIRST_LOCALE, LOCALES } from '../../src/guide/locale.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { stamp: { type: 'boolean', default: false } } })
if (values.stamp) stamp(positionals)
const content = readContent()
const lag = LOCALES.filter((locale) => locale !== FIRST_LOCALE).flatMap((locale) => findLag(content, locale))
const outgrown = new Set(findOutgrown(content).map(({ path }) => path))
for (const { path, why } of lag)
  console.log(`${why}  ${path}${outgrown.has(path) ? '  (shown in English: its parts no longer fit)' : ''}`)
console.log(lag.length === 0 ? 'Every language is up to date.' : `${lag.length} to translate.`)

function stamp(paths: readonly string[]): void {
  const { steps, problems, translations } = readContent()
  const pairs = translations.flatMap((own) => [
    ...own.steps.map((page) => ({ page, first: steps.find(({ id }) => id === page.id) })),
    ...own.problems.map((page) => ({ page, first: problems.find(({ id }) => id === page.id) })),
  ])
  for (const { page, first } of pairs) {
    if (first === undefined || (paths.length > 0 && !paths.includes(page.file.path))) continue
    writeFileSync(page.file.path, stamped(readFileSync(page.file.path, 'utf8'), first))
  }
}
