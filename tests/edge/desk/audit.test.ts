/** The audit trail: what is in it, how it is read, and what goes when. */
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { readAudit } from '../../../functions/desk/audit.ts'
import type { DeskAudit, DeskAuditEntry } from '../../../src/contract/desk.ts'
import { createTables } from '../feedback/site.ts'
import { service } from '../people.ts'
import { connected } from './entries.ts'
import { ACTOR, actOn, callDesk, READER } from './staff.ts'

const auditRows = async () => (await env.DESK.prepare('SELECT * FROM audit ORDER BY id').all<DeskAuditEntry>()).results

describe('reasons in the audit trail', () => {
  it('go when miBilling erases the account, too', async () => {
    await createTables()
    const { account } = await connected()
    await actOn(ACTOR, account, 'look', { reason: 'Theo asked' })
    await actOn(ACTOR, 'another-account', 'look', { reason: 'Olivia asked' })
    expect((await service(`/v1/accounts/${account}?erase=true`, { method: 'DELETE' })).status).toBe(204)
    expect((await auditRows()).map(({ what, account: whose, reason }) => [what, whose, reason])).toEqual([
      ['look', account, null],
      ['look', 'another-account', 'Olivia asked'],
    ])
  })
})

describe('the audit trail', () => {
  it('of one account is found by its index, however long the trail is', async () => {
    const prepared = vi.spyOn(env.DESK, 'prepare')
    await readAudit(env.DESK, undefined, 'riverbank')
    const sql = prepared.mock.calls[0]?.[0] ?? ''
    const plan = await env.DESK.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(9, 'riverbank').all<{ detail: string }>()
    expect(plan.results.map(({ detail }) => detail).join('; ')).toMatch(
      /^SEARCH audit USING INDEX audit_account \(account=\? AND id</,
    )
  })

  it('has each look, comes page by page, and is kept for 400 days', async () => {
    await createTables()
    const paths = ['/accounts/riverbank', '/stuck', '/fleet', '/audit', '/comments', '/signals']
    for (const path of paths) expect([path, (await callDesk(READER, path)).status]).toEqual([path, 200])
    const rows = await auditRows()
    expect(rows.map(({ what, outcome }) => `${what} ${outcome}`)).toEqual(
      ['account', 'stuck', 'fleet', 'audit', 'comments', 'signals'].map((what) => `${what} done`),
    )
    await env.DESK.exec(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) INSERT INTO audit (at, who, what, ref) SELECT unixepoch(), 'x', 'stuck', 'r' FROM n",
    )
    const first = (await (await callDesk(READER, '/audit')).json()) as DeskAudit
    const second = (await (await callDesk(READER, `/audit?after=${first.next}`)).json()) as DeskAudit
    const ids = [...first.entries, ...second.entries].map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted((one, other) => other - one))
    expect([first.entries.length, new Set(ids).size, second.next]).toEqual([100, 157, undefined])
    await env.DESK.exec('UPDATE audit SET at = unixepoch() - 401 * 86400')
    await callDesk(READER, '/stuck')
    expect(await auditRows()).toHaveLength(1)
  })
})
