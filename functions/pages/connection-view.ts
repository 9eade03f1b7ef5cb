/** What a page may show of the reader's own data. Absent means there is none; templates ask with sections. */
import type { Context } from 'hono'
import { camelCase } from '../../src/contract/camel-case.ts'
import { now } from '../../src/contract/clock.ts'
import { formatOf, type Locale, localeOfPath } from '../../src/contract/languages.ts'
import { nameIn } from '../../src/contract/nameless.ts'
import type { Card } from '../../src/contract/pages.ts'
import { SUPPORT_CODE } from '../../src/contract/support-code.ts'
import type { Connection, Organisation } from '../../src/contract/wire.ts'
import type { AppEnv } from '../session/context.ts'
import { isOwnPage } from '../session/own-page.ts'
import { readSettings } from '../settings.ts'
import { connectionPageView } from './connection-page-view.ts'
import { emptyReturnView } from './empty-return-view.ts'
import { endedView } from './ended-view.ts'
import { handoversView } from './handovers-view.ts'
import { listOf } from './list-of.ts'
import { readinessView } from './readiness-view.ts'
import { otherAccountView, sessionView } from './session-view.ts'
import { supportView } from './support-view.ts'
import { dayOf } from './when.ts'

const JUST_ADDED_SECONDS = 900

export async function viewOf(c: Context<AppEnv>) {
  const session = c.get('session')
  const given = c.req.query('ref') ?? ''
  const ref = SUPPORT_CODE.test(given) ? given : undefined
  const told = c.req.query('told') !== 'no'
  const shared = {
    ref,
    resume: resumeOf(c),
    notTold: !told,
    support: supportView(c, ref),
    ...sessionView(c),
    ...(await otherAccountView(c)),
  }
  // Only the start page says so, and only until the person comes back.
  if (session === undefined) return { ...shared, left: c.req.query('left') === 'yes' }
  const account = c.env.ACCOUNT.getByName(session.account)
  const locale = localeOfPath(c.req.path)
  const [connection, aside, emptyReturn] = await Promise.all([
    account.connection({ waitForDetails: true }),
    account.wrongChoice(),
    emptyReturnView(c, session),
  ])
  const cards = cardsOf(connection, locale)
  const [ended, yours] = await Promise.all([
    endedView(c, session.account, connection, locale),
    connectionPageView(c, session.account, { connection, hasAside: aside !== undefined }, locale),
  ])
  return {
    ...shared,
    connection: connectionView(connection, cards, locale),
    aside:
      aside === undefined
        ? undefined
        : { ...aside, name: nameIn(locale, aside.name), expectedName: nameIn(locale, aside.expectedName) },
    ...emptyReturn,
    ended,
    yours,
    handover: await handoversView(c, session, connection, locale),
  }
}

/** The page that the reader wanted, for the query of a fresh link. */
function resumeOf(c: Context<AppEnv>): string | undefined {
  const wanted = c.req.query('goto') ?? ''
  return isOwnPage(wanted, readSettings(c.env).publicOrigin) ? encodeURIComponent(wanted) : undefined
}

function connectionView(connection: Connection, cards: readonly Card[], locale: Locale) {
  const { state, reason, organisation, authorisedBy, authorisedAt, provenAt, reconnectBefore } = connection
  const date = (at: number | undefined) => (at === undefined ? undefined : dayOf(at, locale))
  return {
    notConnected: state === 'not-connected',
    choosing: state === 'choose-organisation',
    connected: state === 'connected',
    reconnect: state === 'reconnect-required',
    reason: reason === undefined ? undefined : { [camelCase(reason)]: true },
    organisation: organisation === undefined ? undefined : cardOf(organisation, connection, locale, { checked: true }),
    organisations: cards,
    several: cards.length > 1,
    /** Of all that a disconnect ends; the active one may no longer be listed. */
    names: namesOf(connection, locale),
    only: cards.length === 1 ? cards[0] : undefined,
    choice: cards.length > 1 || state === 'choose-organisation',
    count: cards.length,
    authorisedBy,
    authorisedOn: date(authorisedAt),
    provenOn: date(provenAt),
    reconnectBeforeOn: date(reconnectBefore),
    readiness: readinessView(connection.readiness, locale),
  }
}

function namesOf({ organisation, organisations }: Connection, locale: Locale): string {
  const all = new Map(
    [...(organisation === undefined ? [] : [organisation]), ...organisations].map((each) => [each.tenantId, each]),
  )
  return listOf(
    [...all.values()].map(({ name }) => name),
    locale,
  )
}

function cardsOf(connection: Connection, locale: Locale): Card[] {
  const { organisation, organisations } = connection
  const others = organisations.filter(({ tenantId }) => tenantId !== organisation?.tenantId)
  const newest = others.filter(({ addedAt }) => addedAt === Math.max(...others.map((other) => other.addedAt)))
  const sole = newest.length === 1 ? newest[0] : undefined
  // Whoever has just added another organisation has come to change to it.
  const isToChange = sole !== undefined && isRecent(sole) && sole.addedAt >= (organisation?.addedAt ?? 0)
  const first = isToChange ? sole : (organisation ?? sole)
  return organisations.map((each) => cardOf(each, connection, locale, { checked: each.tenantId === first?.tenantId }))
}

/** Whether it was added a moment ago, and after others: of organisations that came together none is the new one. */
const isJustAdded = ({ addedAt }: Organisation, organisations: readonly Organisation[]): boolean =>
  isRecent({ addedAt }) && organisations.some((other) => other.addedAt < addedAt)

const isRecent = ({ addedAt }: Pick<Organisation, 'addedAt'>): boolean => now() - addedAt < JUST_ADDED_SECONDS

function cardOf(organisation: Organisation, connection: Connection, locale: Locale, { checked }: Pick<Card, 'checked'>): Card {
  const { tenantId, name, countryCode, currency, kind } = organisation
  const active = tenantId === connection.organisation?.tenantId
  const country = countryCode === undefined ? undefined : countryName(countryCode, locale)
  return {
    tenantId,
    name: nameIn(locale, name),
    place: [country, currency, distinguisherOf(organisation, connection.organisations)].filter(Boolean).join(' · '),
    demo: kind === 'demo',
    trial: kind === 'trial',
    active,
    justAdded: isJustAdded(organisation, connection.organisations),
    checked,
  }
}

/** What distinguishes organisations of the same name: the short code, as Xero shows it, or the end of the id. */
function distinguisherOf({ tenantId, name, shortCode }: Organisation, organisations: readonly Organisation[]): string | undefined {
  const isAlike = (other: Organisation) => other.tenantId !== tenantId && other.name.toLowerCase() === name.toLowerCase()
  return organisations.some(isAlike) ? (shortCode ?? `…${tenantId.slice(-4)}`) : undefined
}

function countryName(code: string, locale: Locale): string {
  const fitting = /^[A-Za-z]{2}$/.test(code)
    ? new Intl.DisplayNames(formatOf(locale), { type: 'region' }).of(code.toUpperCase())
    : undefined
  return fitting ?? code
}
