/** What the page "Your connection" shows beyond what any page may: see src/layouts/ConnectionPage.astro. */
import type { Context } from 'hono'
import { now } from '../../src/contract/clock.ts'
import type { Locale } from '../../src/contract/languages.ts'
import { nameIn } from '../../src/contract/nameless.ts'
import { CONNECTION_PAGE } from '../../src/contract/pages.ts'
import type { Connection, ReconnectReason, TimelineEvent } from '../../src/contract/wire.ts'
import type { AppEnv } from '../session/context.ts'
import { readSettings } from '../settings.ts'
import { eventsView } from './events-view.ts'
import { permissionsView } from './permissions-view.ts'
import { dayOf, momentOf } from './when.ts'

/** How long the page says what has just happened. */
const NEWS_SECONDS = 900
/** Xero isn't asked twice in this time, so the last answer still holds. */
const CHECK_SECONDS = 60
const EVENTS = 50
/** Xero still lists the connection, so its page has the organisation in grey for the same login. */
const STILL_LISTED: readonly ReconnectReason[] = ['expired', 'revoked', 'scopes-changed', 'access-removed']

interface Shown {
  readonly connection: Connection
  /** An organisation that was chosen by mistake is still authorised. */
  readonly hasAside: boolean
}

/** @returns undefined on every other page */
export async function connectionPageView(c: Context<AppEnv>, id: string, { connection, hasAside }: Shown, locale: Locale) {
  if (!c.req.path.endsWith(CONNECTION_PAGE)) return undefined
  const account = c.env.ACCOUNT.getByName(id)
  const [details, { events }] = await Promise.all([account.details(), account.events(undefined, EVENTS)])
  const { state, reason, reconnectBefore, authorisedAt, provenAt } = connection
  const { trouble, disconnecting, isChecking, nextLookAt } = details
  const isConnected = state === 'connected'
  const lost = reason === undefined ? undefined : events.find(({ type }) => type === 'connection.reconnect-required')
  return {
    ending: disconnecting.length === 0 ? undefined : { names: disconnecting.map((name) => nameIn(locale, name)).join(', ') },
    looking: isChecking,
    listed: connection.organisations.length > 0 || hasAside,
    news: isConnected ? newsOf(events, provenAt) : undefined,
    repaired: isConnected && c.req.query('repaired') === 'already',
    tooSoon: c.req.query('again') === 'soon',
    check: checkOf(events, locale),
    trouble:
      trouble === undefined
        ? undefined
        : {
            ours: trouble.cause === 'our-settings',
            xero: trouble.cause !== 'our-settings',
            since: momentOf(trouble.since, locale),
          },
    lost: momentOf(lost?.at, locale),
    stillListed: reason !== undefined && STILL_LISTED.includes(reason),
    authorised: momentOf(authorisedAt, locale),
    proven: momentOf(provenAt, locale),
    nextLook: isConnected ? momentOf(nextLookAt, locale) : undefined,
    until: isConnected && reconnectBefore !== undefined ? dayOf(reconnectBefore, locale) : undefined,
    permissions: permissionsView(readSettings(c.env).scopes),
    events: events.length === 0 ? undefined : eventsView(events, locale),
    now: momentOf(now(), locale),
  }
}

/** What the reader has come for, while it is new. */
function newsOf(events: readonly TimelineEvent[], provenAt: number | undefined) {
  const recent = events.filter(({ at }) => now() - at < NEWS_SECONDS)
  const at = (isMeant: (event: TimelineEvent) => boolean) => recent.find(isMeant)?.id ?? 0
  const connected = at(({ type }) => type === 'connection.connected')
  const reconnected = at(({ type, outcome }) => type === 'attempt.ended' && outcome === 'connected')
  const chosen = at(({ type }) => type === 'organisation.chosen')
  if (reconnected > Math.max(connected, chosen)) return { reconnected: true }
  return connected > 0 && provenAt !== undefined ? { connected: true } : undefined
}

/** Xero's last answer to a person who asked. */
function checkOf(events: readonly TimelineEvent[], locale: Locale) {
  const last = events.find(({ type }) => type === 'connection.checked')
  if (last === undefined || now() - last.at >= CHECK_SECONDS) return undefined
  const { cause } = last
  return {
    moment: momentOf(last.at, locale),
    answered: cause === undefined,
    ours: cause === 'our-settings',
    xero: cause === 'xero-unavailable',
  }
}
