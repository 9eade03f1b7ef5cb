/** The asker's panel: what they may hand over, the link they have just made, and what became of those before. */
import type { Context } from 'hono'
import type { Locale } from '../../src/contract/languages.ts'
import { nameIn } from '../../src/contract/nameless.ts'
import type { Connection, Handover } from '../../src/contract/wire.ts'
import { canMail } from '../mail.ts'
import type { AppEnv } from '../session/context.ts'
import type { Session } from '../session/session.ts'
import { linkOf } from './handover-link.ts'
import { listOf } from './list-of.ts'
import { soleLoginOf } from './sole-login.ts'
import { dayOf } from './when.ts'

/** Pages with the panel: src/components/live/HandOver.astro. */
const PAGES = /\/(?:connect\/ask-to-connect|connect\/asked-someone|reconnect\/ask-a-colleague|reconnect\/handed-over|connection)\/$/
const ID = /^[0-9a-f-]{36}$/
const MOST_SHOWN = 5

export async function handoversView(c: Context<AppEnv>, session: Session, connection: Connection, locale: Locale) {
  if (!PAGES.test(c.req.path)) return undefined
  const { handovers } = await c.env.ACCOUNT.getByName(session.account).handovers().list()
  const sole = soleLoginOf(connection)
  const made = await madeView(c, session)
  const waiting = handovers.some(isWaiting)
  return {
    page: c.req.path,
    // A link for what is in use; for an account that uses nothing, the helper chooses.
    expected:
      connection.organisation === undefined
        ? undefined
        : { tenantId: connection.organisation.tenantId, name: nameIn(locale, connection.organisation.name) },
    canMail: canMail(c.env),
    made,
    leaving: sole === undefined ? undefined : { ...sole, organisation: nameIn(locale, sole.organisation), onlyOne: !sole.hasLeft },
    waiting,
    unfolded: made !== undefined || waiting || connection.state === 'reconnect-required',
    confirm: connection.state === 'choose-organisation' && handovers.some(({ state }) => state === 'connected'),
    list: handovers.slice(0, MOST_SHOWN).map((handover) => rowOf(handover, locale)),
    some: handovers.length > 0,
  }
}

const isWaiting = ({ state }: Handover): boolean => state === 'open' || state === 'opened'

async function madeView(c: Context<AppEnv>, { account, name, user, id: session }: Session) {
  const id = c.req.query('made') ?? ''
  const made = ID.test(id) ? await c.env.ACCOUNT.getByName(account).handovers().madeIn(id, session) : undefined
  if (made === undefined) return undefined
  const { locale, until, expected: organisation } = made
  const { message, subject } = await linkOf(c, { account, name, user, organisation, locale }, { id, until })
  const mailed = c.req.query('mailed')
  const mailto = `mailto:?${new URLSearchParams({ subject, body: message }).toString().replaceAll('+', '%20')}`
  return { message, mailto, mailed: mailed === 'yes', notMailed: mailed === 'no' }
}

function rowOf(handover: Handover, locale: Locale) {
  const { id, state, madeAt, expiresAt, organisations, helper, undoneAt } = handover
  return {
    id,
    madeOn: dayOf(madeAt, locale),
    until: dayOf(expiresAt, locale),
    names: listOf(organisations, locale),
    helper: helper?.name,
    open: state === 'open',
    opened: state === 'opened',
    live: isWaiting(handover),
    connected: state === 'connected' && undoneAt === undefined,
    undone: undoneAt !== undefined,
    revoked: state === 'revoked',
    expired: state === 'expired',
  }
}
