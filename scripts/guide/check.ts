/** `npm run check:content`: what a writer must mend, by file, line and field; and which translations are shown in English meanwhile. */
import { checkContent, complain } from '../../src/guide/check/check.ts'
import { findOutgrown } from '../../src/guide/check/translations.ts'
import { readContent } from '../../src/guide/content.ts'

const complaint = complain(checkContent())
if (complaint === undefined) {
  for (const { path } of findOutgrown(readContent()))
    console.warn(`${path}: its parts no longer fit the English, which is shown instead.`)
  console.log('The content is sound.')
} else {
  console.error(complaint)
  process.exitCode = 1
}
