/** Everything about an account that the desk shows. */
import type { DeskAccount } from '../../src/contract/desk.ts'
import type { Handovers } from '../../src/contract/wire.ts'
import { type AccountContext, readRecord } from './context.ts'
import type { Outbox } from './outbox.ts'
import { readConnection } from './read-connection.ts'
import { loginOf } from './record.ts'

const PAGE = 50

export async function readDeskView(
  context: AccountContext,
  outbox: Outbox,
  before: number | undefined,
  listHandovers: () => Promise<Handovers>,
): Promise<DeskAccount> {
  const record = await readRecord(context)
  const { name, nextRunAt } = record
  const [{ connection, standings }, visit, timeline, webhooks, handovers] = await Promise.all([
    readConnection(context, record),
    context.sessions.latest(),
    context.timeline.page(before, PAGE),
    outbox.page(undefined, PAGE),
    listHandovers(),
  ])
  const { trouble, nextLookAt } = standings.get(loginOf(record) ?? '') ?? {}
  return {
    connection,
    name,
    locale: visit?.locale,
    visits: visit?.count ?? 0,
    trouble,
    nextLookAt,
    nextRunAt,
    timeline,
    webhooks,
    handovers,
  }
}
