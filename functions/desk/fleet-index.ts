/**
 * The index of all accounts, in D1: each account's object writes its own row, and nobody else does. It is never the truth. Names are sealed;
 * what finds them are keyed hashes of their words.
 */
import { now } from '../../src/contract/clock.ts'
import type { ConnectionState, FleetAccount, FleetPage, ReconnectReason } from '../../src/contract/wire.ts'
import { countConnections } from '../grant/connection-count.ts'
import { readSettings } from '../settings.ts'
import { isSealError } from '../vault/seal.ts'
import { codeStatements, type IndexedCode, ofAccount, resealCodes } from './code-index.ts'
import { type Passage, passageStatements } from './passages.ts'

/** As much of an account as the index has. What is undefined is left out of its JSON. */
export interface FleetRow {
  readonly account: string
  readonly name?: string | undefined
  readonly state: ConnectionState
  readonly reason?: ReconnectReason | undefined
  readonly trouble?: FleetAccount['trouble'] | undefined
  readonly organisation?:
    | { readonly tenantId: string; readonly name: string; readonly countryCode?: string | undefined }
    | undefined
  readonly authorisedBy?: FleetAccount['authorisedBy'] | undefined
  readonly readiness?: FleetAccount['readiness'] | undefined
  /** Names that the account is found by. */
  readonly organisations: readonly string[]
}

export interface IndexChange {
  /** Absent where the row is as it should be. */
  readonly row?: FleetRow | undefined
  /** When miBilling last asked for a token. Unix seconds */
  readonly usedAt?: number | undefined
  /** The key that seals is new, and so must seal the codes. */
  readonly hasNewKey: boolean
  readonly codes: readonly IndexedCode[]
  readonly passages: readonly Passage[]
}

export interface FleetFilter {
  readonly state?: ConnectionState | undefined
  readonly reason?: ReconnectReason | undefined
  /** Of the active one: its tenant id, or its whole name. */
  readonly organisation?: string | undefined
  readonly updatedSince?: number | undefined
  /** The `next` of the page before. */
  readonly after?: string | undefined
}

export interface FleetCounts {
  readonly connected: number
  readonly choosing: number
  /** Connected, and refreshes fail for a reason that isn't the person's. */
  readonly dying: number
  readonly dead: Readonly<Record<string, number>>
  /** Connected, and miBilling asked for no token for sixty days. */
  readonly dormant: number
  /** At Xero, up to a day old; absent where the operator hasn't said how many Xero allows. */
  readonly connections?: { readonly used: number; readonly limit: number }
}

export const PAGE_ROWS = 200
const MOST_FOUND = 20
const MOST_WORDS = 60
const DORMANT_SECONDS = 60 * 86_400

interface FleetEntry extends Pick<FleetAccount, 'account' | 'state'> {
  readonly reason: FleetAccount['reason'] | null
  readonly trouble: FleetAccount['trouble'] | null
  readonly used_at: number | null
  readonly updated_at: number
  readonly sealed: string
}

const nameOf = (account: string) => `desk:${account}`

/** The words of a text as they are looked up: in lower case and without accents, an email address in one piece. */
const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+|[\p{L}\p{N}]+/gu),
  ),
]

/** No word of a name begins with this: the whole of a name, or a tenant id. */
const wholeOf = (text: string) => `=${text.trim().toLowerCase()}`

/** Everything in one transaction. The database's own clock dates the row, so no row is ever dated before one that was read. */
export async function writeIndex(env: Env, account: string, change: IndexChange): Promise<void> {
  const { DESK: db } = env
  const { row, usedAt = null, hasNewKey, codes, passages } = change
  await db.batch([
    ...(hasNewKey ? await resealCodes(env, account) : []),
    ...(codes.length > 0 ? await codeStatements(env, codes, 'REPLACE') : []),
    ...(passages.length > 0 ? passageStatements(env, account, passages) : []),
    ...(row === undefined
      ? [db.prepare('UPDATE accounts SET used_at = ? WHERE account = ?').bind(usedAt, account)]
      : await rowStatements(env, account, row, usedAt)),
  ])
}

async function rowStatements(env: Env, account: string, { organisations, ...row }: FleetRow, usedAt: number | null) {
  const { DESK: db } = env
  const { tokenSeal, indexMarks } = readSettings(env)
  const { name, organisation, authorisedBy } = row
  const wholes = organisation === undefined ? [] : [organisation.name, organisation.tenantId].map(wholeOf)
  const words = wordsOf([name, authorisedBy?.name, authorisedBy?.email, ...organisations].join(' '))
  const marks = [...wholes, ...words].slice(0, MOST_WORDS).map((word) => indexMarks.of('index', word))
  const sealed = await tokenSeal.close(JSON.stringify(row), nameOf(account))
  return [
    db
      .prepare(
        `INSERT INTO accounts VALUES (?1, ?2, ?3, ?4, ?5, unixepoch(), ?6) ON CONFLICT DO UPDATE SET state = ?2, reason = ?3,
         trouble = ?4, used_at = ?5, updated_at = unixepoch(), sealed = ?6`,
      )
      .bind(account, row.state, row.reason ?? null, row.trouble ?? null, usedAt, sealed),
    db.prepare('DELETE FROM words WHERE account = ?').bind(account),
    db.prepare('INSERT OR IGNORE INTO words SELECT value, ?1 FROM json_each(?2)').bind(account, JSON.stringify(marks)),
  ]
}

/** Leaves nothing of an account in any table. */
export async function eraseFromIndex(env: Env, account: string): Promise<void> {
  const tables = ['accounts', 'words', 'passages']
  const rows = tables.map((table) => env.DESK.prepare(`DELETE FROM ${table} WHERE account = ?`).bind(account))
  await env.DESK.batch([...rows, ofAccount(env, 'DELETE FROM', account)])
}

const COLUMNS = 'account, state, reason, trouble, used_at, updated_at, sealed'

/** An entry that doesn't open is shown without its names, until its account writes it again (`npm run desk:index`). */
const openRows = (env: Env, rows: readonly FleetEntry[]): Promise<FleetAccount[]> =>
  Promise.all(
    rows.map(async ({ account, state, reason, trouble, used_at: usedAt, updated_at: updatedAt, sealed }) => {
      const open = async () => JSON.parse(await readSettings(env).tokenSeal.open(sealed, nameOf(account))) as FleetAccount
      const shut = { account, state, ...(reason && { reason }), ...(trouble && { trouble }) }
      const names = await open().catch((error) => {
        if (isSealError(error)) return shut
        throw error
      })
      return { ...names, ...(usedAt === null ? {} : { usedAt }), updatedAt }
    }),
  )

/**
 * One page of accounts, those that changed first before the others. A row that changes meanwhile comes again, later: none is missed, since
 * rows of the present second wait until it is over.
 */
export async function readFleet(env: Env, filter: FleetFilter, limit = PAGE_ROWS): Promise<FleetPage> {
  const { state, reason, organisation, updatedSince = 0, after = `${updatedSince}.` } = filter
  const [, at = '', last = ''] = /^(\d+)\.(.*)$/.exec(after) ?? []
  const marks = organisation && JSON.stringify(readSettings(env).indexMarks.all('index', wholeOf(organisation)))
  const conditions = Object.entries({
    'state = ?': state,
    'reason = ?': reason,
    'account IN (SELECT account FROM words WHERE word IN (SELECT value FROM json_each(?)))': marks,
  }).filter(([, value]) => value !== undefined)
  const where = ['(updated_at, account) > (?, ?)', 'updated_at < unixepoch()', ...conditions.map(([condition]) => condition)]
  const found = await env.DESK.prepare(
    `SELECT ${COLUMNS} FROM accounts WHERE ${where.join(' AND ')} ORDER BY updated_at, account LIMIT ${limit + 1}`,
  )
    .bind(Number(at), last, ...conditions.map(([, value]) => value))
    .all<FleetEntry>()
  const shown = found.results.slice(0, limit)
  const end = shown.at(-1)
  const next = found.results.length > limit && end !== undefined ? { next: `${end.updated_at}.${end.account}` } : {}
  return { accounts: await openRows(env, shown), ...next }
}

/** Accounts whose id begins with the text, and those that have every word of it in a name or an email address. At most twenty. */
export async function searchFleet(env: Env, text: string): Promise<FleetAccount[]> {
  const { indexMarks } = readSettings(env)
  const words = wordsOf(text).slice(0, 8)
  const marks = words.flatMap((word, at) => indexMarks.all('index', word).map((mark) => [mark, at]))
  const id = text.trim()
  const { results } = await env.DESK.prepare(
    `SELECT ${COLUMNS} FROM accounts WHERE account IN (
       SELECT account FROM (SELECT account FROM accounts WHERE account >= ?1 AND account < ?2 ORDER BY account LIMIT ${MOST_FOUND})
       UNION SELECT account FROM words JOIN json_each(?3) ON word = value ->> 0 GROUP BY account
       HAVING COUNT(DISTINCT value ->> 1) = ?4) ORDER BY account LIMIT ${MOST_FOUND}`,
  )
    .bind(id, id === '' ? '' : `${id}\u{10ffff}`, JSON.stringify(marks), words.length)
    .all<FleetEntry>()
  return openRows(env, results)
}

/** @returns undefined where the index has no such account */
export async function readFleetAccount(env: Env, account: string): Promise<FleetAccount | undefined> {
  const { results } = await env.DESK.prepare('SELECT * FROM accounts WHERE account = ?').bind(account).all<FleetEntry>()
  return (await openRows(env, results))[0]
}

/**
 * Reads every entry of one narrow index, so it is for people and not for polling. The sum of connections lists every login, so it is made
 * where the operator has set the limit, which bounds it.
 */
export async function countFleet(env: Env): Promise<FleetCounts> {
  const { connectionLimit: limit } = readSettings(env)
  const used = limit === undefined ? 0 : await countConnections(env.TOKENS)
  const { results } = await env.DESK.prepare(
    `SELECT state, reason, COUNT(*) AS count, COUNT(trouble) AS dying, SUM(COALESCE(used_at, 0) < ?) AS dormant
       FROM accounts GROUP BY state, reason`,
  )
    .bind(now() - DORMANT_SECONDS)
    .all<{ state: ConnectionState; reason: string | null; count: number; dying: number; dormant: number }>()
  const of = (state: ConnectionState) => results.find((row) => row.state === state)
  return {
    connected: of('connected')?.count ?? 0,
    choosing: of('choose-organisation')?.count ?? 0,
    dying: of('connected')?.dying ?? 0,
    dead: Object.fromEntries(results.flatMap(({ reason, count }) => (reason === null ? [] : [[reason, count]]))),
    dormant: of('connected')?.dormant ?? 0,
    ...(limit === undefined ? {} : { connections: { used, limit } }),
  }
}
