/** Who looked at what, and who did what: written before it happens, so that nothing happens without it. */
import type { Context } from 'hono'
import { now } from '../../src/contract/clock.ts'
import type { DeskAudit, DeskAuditEntry } from '../../src/contract/desk.ts'
import type { HttpEnv } from '../http/context.ts'
import { staffOf } from './access.ts'

const KEPT_SECONDS = 400 * 86_400
const PAGE = 100

type Asked = Pick<DeskAuditEntry, 'what'> & Partial<Pick<DeskAuditEntry, 'account' | 'subject' | 'reason'>>

/** @param work gets what notes a finer outcome than `done`, and whose account was shown. Where it throws, the entry stays `begun` */
export async function audited(
  c: Context<HttpEnv>,
  { what, account = null, subject = null, reason = null }: Asked,
  work: (note: (outcome: string, shown?: string) => void) => Promise<Response> | Response,
): Promise<Response> {
  const db = c.env.DESK
  const entry = [now(), staffOf(c).email, what, account, subject, reason, c.get('ref')]
  const [, written] = await db.batch<{ id: number }>([
    db.prepare('DELETE FROM audit WHERE at < ?').bind(now() - KEPT_SECONDS),
    db
      .prepare(`INSERT INTO audit (at, who, what, account, subject, reason, ref) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`)
      .bind(...entry),
  ])
  let end: readonly [outcome: string, shown?: string | undefined] = ['done']
  const answer = await work((...noted) => {
    end = noted
  })
  const [outcome, shown = account] = end
  await db
    .prepare('UPDATE audit SET outcome = ?, account = ? WHERE id = ?')
    .bind(c.get('problem') ?? outcome, shown, written?.results[0]?.id)
    .run()
  return answer
}

/** Newest first. @param after only entries older than this one */
export async function readAudit(
  db: D1Database,
  after = Number.MAX_SAFE_INTEGER,
  account: string | null = null,
): Promise<DeskAudit> {
  const [whose, values] = account === null ? ['', []] : ['AND account = ?', [account]]
  const { results } = await db
    .prepare(`SELECT * FROM audit WHERE id < ? ${whose} ORDER BY id DESC LIMIT ${PAGE + 1}`)
    .bind(after, ...values)
    .all<DeskAuditEntry>()
  const entries = results.slice(0, PAGE)
  const end = entries.at(-1)
  return { entries, ...(results.length > PAGE && end !== undefined ? { next: end.id } : {}) }
}
