/**
 * The account's entry in the index (functions/desk). The alarm alone writes it, so a database that fails or hangs keeps nobody waiting; it
 * compares with what it wrote last, so it can be interrupted and simply run again.
 */
import { now } from '../../src/contract/clock.ts'
import type { Connection, Organisation, TimelineEvent } from '../../src/contract/wire.ts'
import type { IndexedCode } from '../desk/code-index.ts'
import { eraseFromIndex, type FleetRow, writeIndex } from '../desk/fleet-index.ts'
import type { Passage } from '../desk/passages.ts'
import { readSettings } from '../settings.ts'
import { type AccountContext, INDEX_SECONDS, readRecord } from './context.ts'
import { readConnection, type Standings } from './read-connection.ts'
import { type AccountRecord, EMPTY, loginOf } from './record.ts'

/** A token is asked for hundreds of times a day: its use is noted this often. */
const NOTE_USE_EVERY_SECONDS = 7 * 86_400
const PAGE = 100
const ORGANISATION_STEP = 'connect/organisation'

const markOf = (env: Env, row: FleetRow): string => readSettings(env).indexMarks.of('index', JSON.stringify(row))

export function rowOf(record: AccountRecord, connection: Connection, standings: Standings): FleetRow {
  const { account, state, reason, organisation, organisations, authorisedBy, readiness } = connection
  return {
    account,
    name: record.name,
    state,
    reason,
    trouble: state === 'connected' ? standings.get(loginOf(record) ?? '')?.trouble?.cause : undefined,
    organisation: organisation && briefOf(organisation),
    authorisedBy,
    readiness: readiness?.state,
    organisations: organisations.map(({ name }) => name),
  }
}

const briefOf = ({ tenantId, name, countryCode }: Organisation) => ({ tenantId, name, countryCode })

/** Plans the writing where the row has changed. An account of which nothing is stored gets none: a login may still name an erased one. */
export function expectEntry({ env, agenda, index }: AccountContext, record: AccountRecord, row: FleetRow): void {
  const { mark } = index.written()
  if (mark !== markOf(env, row) && (mark !== undefined || record !== EMPTY)) agenda.planBy('index', now() + INDEX_SECONDS)
}

/** miBilling has asked for a token. */
export function noteUse({ agenda, index }: AccountContext): void {
  if ((index.usedAt() ?? 0) > now() - NOTE_USE_EVERY_SECONDS) return
  index.use()
  agenda.planBy('index', now() + INDEX_SECONDS)
}

/** Writes everything again: the database may have lost it. */
export function rewriteEntry({ agenda, index }: AccountContext): void {
  index.write({ key: index.written().key, event: 0 })
  agenda.planBy('index', now() + INDEX_SECONDS)
}

/** @throws when the database fails: the alarm tries again, for as long as it takes */
export async function writeEntry(context: AccountContext): Promise<boolean> {
  const { account, env, agenda, index } = context
  const before = index.written()
  const record = await readRecord(context)
  const { connection, standings } = await readConnection(context, record)
  const row = rowOf(record, connection, standings)
  if (row.state === 'connected' && index.usedAt() === undefined) index.use()
  const [mark, key, usedAt] = [markOf(env, row), readSettings(env).tokenSeal.newest, index.usedAt()]
  const events = await eventsAfter(context, before.event)
  const codes = events.flatMap((event) => codeOf(account, event))
  const passages = events.flatMap(passageOf)
  if (mark !== before.mark || usedAt !== before.usedAt || codes.length + passages.length > 0) {
    // What changes from here on is compared with nothing, so that it's written even where it is as it was before.
    if (mark !== before.mark) index.write({ ...before, mark: undefined })
    const hasNewKey = before.key !== undefined && before.key !== key
    await writeIndex(env, account, { row: mark === before.mark ? undefined : row, usedAt, hasNewKey, codes, passages })
    if (agenda.plannedAt('index') === undefined) {
      // Either the account was erased meanwhile, or the database hung, and a later write is written over now.
      if (index.written().mark === undefined) await eraseFromIndex(env, account)
      else rewriteEntry(context)
      return true
    }
  }
  index.write({ mark, key, event: events[0]?.id ?? before.event, usedAt })
  return true
}

/** Newest first. */
async function eventsAfter({ timeline }: AccountContext, event: number): Promise<TimelineEvent[]> {
  const found: TimelineEvent[] = []
  for (let before: number | undefined; ; ) {
    const { events, next } = await timeline.page(before, PAGE)
    const fresh = events.filter(({ id }) => id > event)
    found.push(...fresh)
    if (next === undefined || fresh.length < PAGE) return found
    before = next
  }
}

const codeOf = (account: string, { ref, at, id: _id, by: _by, ...fields }: TimelineEvent): IndexedCode[] =>
  ref === undefined ? [] : [{ code: ref, account, at, fields }]

function passageOf({ id, at, type, cause, outcome, step, language = '' }: TimelineEvent): Passage[] {
  if (type === 'organisation.chosen') return [{ event: id, at, kind: 'attempt', step: ORGANISATION_STEP, language }]
  const isStall = type === 'attempt.stalled'
  if (step === undefined || (!isStall && type !== 'attempt.ended')) return []
  const kind = step === 'start' ? 'visit' : 'attempt'
  const failed = isStall || outcome === 'problem'
  return [{ event: id, at, kind, step, language, ...(failed && { cause: cause === step ? 'stalled' : cause }) }]
}
