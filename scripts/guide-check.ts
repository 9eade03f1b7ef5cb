/** `npm run check:content`: what a writer must mend, by file, line and field. */
import { checkContent, complain } from '../src/guide/check/check.ts'

const complaint = complain(checkContent())
if (complaint === undefined) console.log('The content is sound.')
else {
  console.error(complaint)
  process.exitCode = 1
}
