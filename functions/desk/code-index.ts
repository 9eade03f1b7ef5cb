/** From a support code to the account and what happened: sealed, kept as long as the timeline. */
import { now } from '../../src/contract/clock.ts'
import { readSettings } from '../settings.ts'

/** What the code stands for. */
export interface KnownCode {
  readonly account: string
  /** Unix seconds. */
  readonly at: number
  /** As the timeline's event says it, or the log's line where the timeline has none. */
  readonly fields: Readonly<Record<string, unknown>>
}

export interface IndexedCode extends KnownCode {
  readonly code: string
}

interface StoredCode {
  readonly code: string
  readonly sealed: string
}

const CODE_KEPT_SECONDS = 365 * 86_400

const nameOf = (code: string) => `code:${code}`
const OWNER = 'account:'

/** @param instead `IGNORE`: what the timeline said already stays */
export async function codeStatements(env: Env, codes: readonly IndexedCode[], instead: 'IGNORE' | 'REPLACE') {
  const { tokenSeal, indexMarks } = readSettings(env)
  const rows = codes.map(async ({ code, ...known }) => [
    code,
    known.at,
    indexMarks.of('index', OWNER + known.account),
    await tokenSeal.close(JSON.stringify(known), nameOf(code)),
  ])
  const values = 'value ->> 0, value ->> 1, value ->> 2, value ->> 3'
  return [
    env.DESK.prepare('DELETE FROM codes WHERE at < ?').bind(now() - CODE_KEPT_SECONDS),
    env.DESK.prepare(`INSERT OR ${instead} INTO codes SELECT ${values} FROM json_each(?)`).bind(
      JSON.stringify(await Promise.all(rows)),
    ),
  ]
}

/** For codes that are in the log alone. Tried twice: after that, only the log has it. */
export async function noteCode(env: Env, code: IndexedCode): Promise<void> {
  const write = async () => env.DESK.batch(await codeStatements(env, [code], 'IGNORE'))
  await write().catch(write)
}

/** @returns undefined where it is unknown, or older than a year */
export async function readCode(env: Env, code: string): Promise<KnownCode | undefined> {
  const sealed = await env.DESK.prepare('SELECT sealed FROM codes WHERE code = ? AND at >= ?')
    .bind(code, now() - CODE_KEPT_SECONDS)
    .first<string>('sealed')
  return sealed === null ? undefined : JSON.parse(await readSettings(env).tokenSeal.open(sealed, nameOf(code)))
}

/** Of an account, under any key. @param action SQL up to the condition */
export const ofAccount = (env: Env, action: string, account: string): D1PreparedStatement =>
  env.DESK.prepare(`${action} codes WHERE whose IN (SELECT value FROM json_each(?))`).bind(
    JSON.stringify(readSettings(env).indexMarks.all('index', OWNER + account)),
  )

/** @returns what seals an account's codes with the newest key; those that don't open stay as they are */
export async function resealCodes(env: Env, account: string): Promise<D1PreparedStatement[]> {
  const { tokenSeal } = readSettings(env)
  const { results } = await ofAccount(env, 'SELECT code, sealed FROM', account).all<StoredCode>()
  const opened = results
    .filter(({ sealed }) => !tokenSeal.isNewest(sealed))
    .map(async ({ code, sealed }) => ({ code, ...JSON.parse(await tokenSeal.open(sealed, nameOf(code))) }) as IndexedCode)
  const known = (await Promise.allSettled(opened)).flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
  return codeStatements(env, known, 'REPLACE')
}
