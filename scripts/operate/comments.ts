/** `npm run comments`: the desk's side of readers' comments. Nobody sees a comment before it is approved here. */

import { parseArgs, styleText } from 'node:util'
import { now } from '../../src/contract/clock.ts'
import { lookUp } from '../../src/contract/look-up.ts'
import { openLocal, openRemote } from '../serve/databases.ts'
import { stateDirectory } from '../serve/settings.ts'
import { COMMANDS, USAGE } from './comment-desk.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { remote: { type: 'boolean', default: false } } })
const [name = '', ...words] = positionals
const command = lookUp(COMMANDS, name)
const statement = command?.(words, now())
if (statement === undefined) {
  console.error(USAGE)
  process.exit(1)
}
const database = values.remote ? openRemote('FEEDBACK') : await openLocal(stateDirectory(process.env), 'FEEDBACK')
const comments = await database.query(statement)
await database.close()
for (const { id, page, locale, account, name: writer, text, writtenAt, shownAt, reply } of comments) {
  const state = shownAt === null ? 'waiting' : 'shown'
  const when = new Date(Number(writtenAt) * 1000).toISOString().slice(0, 16).replace('T', ' ')
  console.log(styleText('bold', `${id}  ${state}  ${page} (${locale})  ${writer}, account ${account}, ${when} UTC`))
  console.log(`${text}${reply === null ? '' : `\n> ${reply}`}`.replace(/^/gm, '    '))
}
if (comments.length === 0) console.log(name === 'list' ? 'No comments.' : 'There is no comment of that number.')
if (comments.length === 0 && name !== 'list') process.exitCode = 1
if (comments.length > 0 && name !== 'list')
  console.log(lookUp({ approve: 'Approved.', reply: 'Replied.', remove: 'Removed.' }, name))
