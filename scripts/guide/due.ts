/** `npm run guide:due`: a checklist to print, of every page to compare with the real screens; `-- --within 30` adds what is due in 30 days. */
import { parseArgs } from 'node:util'
import { findScreens, type Screen } from '../../src/guide/checklist.ts'
import { readContent } from '../../src/guide/content.ts'
import { addDays, buildDay, dueDay } from '../../src/guide/due.ts'
import { refuse } from './guide-commands.ts'

const { values } = parseArgs({ options: { within: { type: 'string', default: '0' } } })
const days = Number(values.within)
if (!Number.isInteger(days) || days < 0) refuse('--within takes a number of days, such as 30')
const today = buildDay()
const chapters = findScreens(readContent(), addDays(today, days))

for (const { title, screens } of chapters) console.log(`\n## ${title}\n\n${screens.map(linesOf).join('\n')}`)
const count = chapters.reduce((sum, { screens }) => sum + screens.length, 0)
console.log(
  count === 0
    ? `Every page was compared with its screen, and none is due by ${addDays(today, days)}.`
    : `\n${count} pages. Where the screen agrees, put the day into \`checked\` and \`observed\` into \`confidence\` of the page's file.`,
)

function linesOf({ title, address, path, source, words, why }: Screen): string {
  const { against, edition, url, checked, applies } = source
  const basis = [against, edition, url].filter((part) => part !== undefined).join(', ')
  return [
    `- [ ] ${title}  ${address}`,
    `      ${path}`,
    `      ${why === 'not seen' ? 'Nobody has compared it with the screen' : `Due ${dueDay(source)}`}: rests on ${basis}, read ${checked}`,
    ...(applies === undefined ? [] : [`      For: ${applies}`]),
    ...(words.length === 0 ? [] : [`      Look for: ${words.join(' · ')}`]),
  ].join('\n')
}
