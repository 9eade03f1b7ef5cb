/** `npm run guide:due`: pages that someone should compare again, the longest overdue first; `-- --within 30` adds the next 30 days. */
import { parseArgs } from 'node:util'
import { readContent } from '../../src/guide/content.ts'
import { addDays, buildDay, findDue } from '../../src/guide/due.ts'

const { values } = parseArgs({ options: { within: { type: 'string', default: '0' } } })
const days = Number(values.within)
if (!Number.isInteger(days) || days < 0) throw new RangeError('--within takes a number of days')
const today = buildDay()
const due = findDue(readContent(), addDays(today, days))
for (const { path, day, source } of due) {
  console.log(`${day} ${day < today ? 'overdue' : 'due'}  ${path}`)
  console.log(`  checked ${source.checked} against ${source.against}${source.url === undefined ? '' : `, ${source.url}`}`)
  if (source.applies !== undefined) console.log(`  applies to ${source.applies}`)
  if (source.relies !== undefined) console.log(`  relies on ${source.relies.join(', ')}`)
  if (source.confidence !== undefined) console.log(`  ${source.confidence}`)
}
console.log(due.length === 0 ? `Nothing is due by ${addDays(today, days)}.` : `${due.length} due by ${addDays(today, days)}.`)
