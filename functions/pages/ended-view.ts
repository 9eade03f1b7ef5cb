/** What was disconnected a moment ago, for the page that answers the press. */
import type { Context } from 'hono'
import { now } from '../../src/contract/clock.ts'
import type { Locale } from '../../src/contract/languages.ts'
import { CONNECTION_PAGE } from '../../src/contract/pages.ts'
import type { Connection } from '../../src/contract/wire.ts'
import type { AppEnv } from '../session/context.ts'
import { listOf } from './list-of.ts'
import { timeOf } from './when.ts'

const PAGES = ['/connect/connected/', CONNECTION_PAGE]
const SHOWN_SECONDS = 900
/** A press may end several organisations: as many events, and a few beside them. */
const EVENTS = 50

/** @returns undefined where nothing was disconnected in the last quarter of an hour, or all of it is connected again */
export async function endedView(c: Context<AppEnv>, account: string, { organisations }: Connection, locale: Locale) {
  if (!PAGES.some((page) => c.req.path.endsWith(page))) return undefined
  const { events } = await c.env.ACCOUNT.getByName(account).events(undefined, EVENTS)
  const isConnected = (id: string | undefined) => organisations.some(({ tenantId }) => tenantId === id)
  const ended = events.filter(
    ({ type, at, tenantId }) => type === 'organisation.disconnected' && now() - at < SHOWN_SECONDS && !isConnected(tenantId),
  )
  const [last] = ended
  if (last === undefined) return undefined
  const names = [...new Set(ended.map(({ organisation = '' }) => organisation))].toReversed()
  return {
    names: listOf(names, locale),
    on: timeOf(last.at, locale),
    told: ended.every(({ outcome }) => outcome === 'ended-at-xero'),
  }
}
