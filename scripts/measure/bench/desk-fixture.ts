/** A desk's database with many rows. Those that a bench opens are sealed as the Worker seals them; the others have their length alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noteCode } from '../../../functions/desk/code-index.ts'
import { writeIndex } from '../../../functions/desk/fleet-index.ts'
import { readSettings } from '../../../functions/settings.ts'
import { now } from '../../../src/contract/clock.ts'
import { openDatabase } from '../../serve/databases.ts'
import { readWorkerOptions } from './workerd.ts'

/** The Worker's, as its own types have it. */
export type DeskEnv = Parameters<typeof writeIndex>[0]

const SEALED_BYTES = 700
const AT_ONCE = 50

export async function openDesk(): Promise<{ readonly env: DeskEnv; readonly close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'guide-bench-desk-'))
  const { db, close } = await openDatabase(folder, 'DESK')
  const { bindings } = await readWorkerOptions({})
  return {
    env: { ...bindings, DESK: db } as unknown as DeskEnv,
    close: async () => {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const accountAt = (row: number) => `account-${String(row).padStart(7, '0')}`

/** Writes these rows of a fleet of `rows`: some at its beginning, some at its end, and most in its middle. A row is dated by its number. */
export async function sealFleet(env: DeskEnv, sealed: number, rows: number): Promise<void> {
  const edge = sealed / 4
  const numbers = Array.from({ length: sealed }, (_, at) => {
    if (at < edge) return at
    return at < 3 * edge ? rows / 2 + at - edge : rows - sealed + at
  })
  for (let from = 0; from < numbers.length; from += AT_ONCE)
    await Promise.all(numbers.slice(from, from + AT_ONCE).map((number) => sealOne(env, number)))
  await env.DESK.prepare('UPDATE accounts SET updated_at = CAST(substr(account, 9) AS INTEGER) + 1').run()
}

async function sealOne(env: DeskEnv, number: number): Promise<void> {
  const account = accountAt(number)
  const company = `Company ${number} Pty Ltd`
  const row = {
    account,
    name: `Customer ${number}`,
    state: 'connected',
    organisation: { tenantId: crypto.randomUUID(), name: company, countryCode: 'AU' },
    authorisedBy: { name: `Person ${number}`, email: `person-${number}@example.com` },
    readiness: 'ready',
    organisations: [company],
  } as const
  await writeIndex(env, account, { row, usedAt: now(), hasNewKey: false, codes: [], passages: [] })
}

/** A call to workerd must not take minutes. */
const ROWS_AT_ONCE = 25_000

const NUMBERS = 'WITH RECURSIVE numbers (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2 - 1)'

/** @param statement with `?1` and `?2` for the numbers of its rows, and `?3` for `value` */
async function insert({ DESK: db }: DeskEnv, statement: string, rows: number, value: string | number): Promise<void> {
  for (let from = 0; from < rows; from += ROWS_AT_ONCE)
    await db
      .prepare(statement)
      .bind(from, Math.min(rows, from + ROWS_AT_ONCE), value)
      .run()
}

/** The rest of the fleet, each account with one word that all have. */
export async function fillFleet(env: DeskEnv, sealed: number, rows: number): Promise<void> {
  await insert(
    env,
    `${NUMBERS} INSERT OR IGNORE INTO accounts SELECT printf('account-%07d', n),
     CASE n % 50 WHEN 0 THEN 'reconnect-required' ELSE 'connected' END, CASE n % 50 WHEN 0 THEN 'expired' END, NULL, ?3 - n, n + 1,
     hex(randomblob(${SEALED_BYTES / 2})) FROM numbers`,
    rows,
    now(),
  )
  const word = readSettings(env).indexMarks.of('index', 'pty')
  await insert(env, `${NUMBERS} INSERT OR IGNORE INTO words SELECT ?3, printf('account-%07d', n) FROM numbers`, rows, word)
  const count = await env.DESK.prepare('SELECT COUNT(*) AS n FROM accounts').first<number>('n')
  if (count !== rows || sealed > rows) throw new Error(`${count} accounts were written, and not ${rows}.`)
}

/** @returns the code */
export async function createCodeFixture(env: DeskEnv): Promise<string> {
  const code = '7KQ2-M4XP'
  await noteCode(env, { code, account: accountAt(1), at: now(), fields: { type: 'attempt.ended', cause: 'cancelled' } })
  return code
}

/** A year of events. */
export async function fillCodes(env: DeskEnv, rows: number): Promise<void> {
  await insert(
    env,
    `${NUMBERS} INSERT OR IGNORE INTO codes SELECT printf('%04X-%04X', n >> 16, n & 65535), ?3 - n % 31000000, 'whose-' || (n % 10000),
     hex(randomblob(150)) FROM numbers`,
    rows,
    now(),
  )
}
