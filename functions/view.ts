/** What a page may show of the reader's own data. Absent means there is none; templates ask with sections. */
import type { Context } from 'hono'
import { localeOfPath } from '../src/contract/languages.ts'
import type { Card } from '../src/contract/pages.ts'
import type { Connection, Organisation } from '../src/contract/wire.ts'
import type { AppEnv } from './app-env.ts'

const JUST_ADDED_SECONDS = 900
const REF = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

export async function viewOf(c: Context<AppEnv>) {
  const session = c.get('session')
  const ref = c.req.query('ref') ?? ''
  const told = c.req.query('told') !== 'no'
  const shared = { ref: REF.test(ref) ? ref : undefined, notTold: !told }
  if (session === undefined) return shared
  const account = c.env.ACCOUNT.getByName(session.account)
  const [connection, aside] = await Promise.all([account.connection(true), account.wrongChoice()])
  const cards = cardsOf(connection, formatOf(c.req.path))
  return {
    ...shared,
    session: { account: session.account, name: session.name ?? session.account },
    connection: connectionView(connection, cards, formatOf(c.req.path)),
    aside,
    data: JSON.stringify({ organisations: cards }).replaceAll('<', '\\u003c'),
  }
}

/** By which days and countries are written. */
const formatOf = (path: string): string => {
  const locale = localeOfPath(path)
  return locale === 'en' ? 'en-AU' : locale
}

function connectionView(connection: Connection, cards: readonly Card[], locale: string) {
  const { state, reason, organisation, authorisedBy, authorisedAt, provenAt, reconnectBefore } = connection
  const date = (at: number | undefined) =>
    at === undefined
      ? undefined
      : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Australia/Sydney' }).format(at * 1000)
  return {
    notConnected: state === 'not-connected',
    choosing: state === 'choose-organisation',
    connected: state === 'connected',
    reconnect: state === 'reconnect-required',
    reason: reason === undefined ? undefined : { [camelCase(reason)]: true },
    organisation: organisation === undefined ? undefined : cardOf(organisation, organisation.tenantId, locale, true),
    organisations: cards,
    several: cards.length > 1,
    count: cards.length,
    authorisedBy,
    authorisedOn: date(authorisedAt),
    provenOn: date(provenAt),
    reconnectBeforeOn: date(reconnectBefore),
  }
}

function cardsOf({ organisation, organisations }: Connection, locale: string): Card[] {
  const newest = organisations.filter(({ addedAt }) => addedAt === Math.max(...organisations.map((other) => other.addedAt)))
  const first = organisation ?? (newest.length === 1 ? newest[0] : undefined)
  return organisations.map((each) => cardOf(each, organisation?.tenantId, locale, each.tenantId === first?.tenantId))
}

function cardOf(organisation: Organisation, activeTenantId: string | undefined, locale: string, checked: boolean): Card {
  const { tenantId, name, countryCode, currency, kind, addedAt } = organisation
  const active = tenantId === activeTenantId
  return {
    tenantId,
    name,
    place: [countryCode === undefined ? undefined : countryName(countryCode, locale), currency].filter(Boolean).join(' · '),
    demo: kind === 'demo',
    trial: kind === 'trial',
    active,
    justAdded: !active && Date.now() / 1000 - addedAt < JUST_ADDED_SECONDS,
    checked,
  }
}

function countryName(code: string, locale: string): string {
  const fitting = /^[A-Za-z]{2}$/.test(code) ? new Intl.DisplayNames(locale, { type: 'region' }).of(code.toUpperCase()) : undefined
  return fitting ?? code
}

const camelCase = (words: string): string => words.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
