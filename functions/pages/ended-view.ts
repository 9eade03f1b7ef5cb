/** What was disconnected a moment ago, for the page that answers the press. */
import type { Context } from 'hono'
import { now } from '../../src/contract/clock.ts'
import { formatOf, type Locale } from '../../src/contract/languages.ts'
import { nameIn } from '../../src/contract/nameless.ts'
import type { TimelineEvent } from '../../src/contract/wire.ts'
import type { AppEnv } from '../session/context.ts'

const PAGE = '/connect/connected/'
const SHOWN_SECONDS = 900
/** A press may end several organisations: as many events, and a few beside them. */
const EVENTS = 50

/** @returns undefined where nothing was disconnected in the last quarter of an hour */
export async function endedView(c: Context<AppEnv>, account: string, locale: Locale) {
  if (!c.req.path.endsWith(PAGE)) return undefined
  const { events } = await c.env.ACCOUNT.getByName(account).events(undefined, EVENTS)
  const ended = events.filter(({ type, at }) => type === 'organisation.disconnected' && now() - at < SHOWN_SECONDS)
  const [last] = ended
  if (last === undefined) return undefined
  const names = [...new Set(ended.map((event) => nameOf(event, locale)))].toReversed()
  return {
    names: new Intl.ListFormat(formatOf(locale), { type: 'conjunction' }).format(names),
    on: new Intl.DateTimeFormat(formatOf(locale), {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'Australia/Sydney',
    }).format(last.at * 1000),
  }
}

const nameOf = (event: TimelineEvent, locale: Locale): string =>
  nameIn(locale, 'organisation' in event && typeof event.organisation === 'string' ? event.organisation : '')
