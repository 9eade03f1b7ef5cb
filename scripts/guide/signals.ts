/**
 * `npm run guide:signals`: what readers said of each page, most trouble first. `-- --days 30` looks at the last 30 days, `-- --remote`
 * at the site and not at this machine. Views are not counted, so these are numbers and no shares.
 */
import { parseArgs } from 'node:util'
import { SIGNALS_BY_PAGE } from '../../functions/feedback/signals.ts'
import { literal, openLocal, openRemote } from '../serve/databases.ts'
import { stateDirectory } from '../serve/settings.ts'
import { describeSignals, type PageSignals } from './signals-table.ts'

const { values } = parseArgs({ options: { remote: { type: 'boolean', default: false }, days: { type: 'string', default: '90' } } })
const days = Number(values.days)
if (!Number.isInteger(days) || days < 1) {
  console.error(`--days takes a whole number of days, not "${values.days}".`)
  process.exit(1)
}
/** The first day looked at; a day is one in UTC. */
const since = new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10)

const database = values.remote ? openRemote('FEEDBACK') : await openLocal(stateDirectory(process.env), 'FEEDBACK')
const rows = await database.query(SIGNALS_BY_PAGE.replace('?1', literal(since)))
await database.close()
console.log(describeSignals(rows as unknown as readonly PageSignals[], since))
