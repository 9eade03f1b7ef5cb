/** The link of a hand-over, and the message it goes in. */
import type { Context } from 'hono'
import { inLocale, type Locale } from '../../src/contract/languages.ts'
import type { AppEnv } from '../session/context.ts'
import { closeHandover } from '../session/session.ts'
import { readSettings } from '../settings.ts'
import { writeMessage } from './handover-message.ts'

export interface LinkFacts {
  readonly account: string
  /** The account's name; without one, its id. */
  readonly name?: string | undefined
  /** The person who asks. */
  readonly user?: string | undefined
  /** Tenant id of the organisation that is to be reconnected. */
  readonly organisation?: string | undefined
  /** The helper's language. */
  readonly locale: Locale
}

/** The token is sealed again each time, so no two links are the same; each opens the same hand-over. */
export async function linkOf(c: Context<AppEnv>, facts: LinkFacts, { id, until }: { readonly id: string; readonly until: number }) {
  const { publicOrigin, sessionSeal } = readSettings(c.env)
  const { account, name = account, user, organisation, locale } = facts
  const token = await closeHandover(sessionSeal, { account, id })
  const url = `${publicOrigin}${inLocale(locale, '/help-connect/')}?token=${token}`
  const expected = organisation === undefined ? undefined : await nameOf(c, account, organisation)
  return { url, ...(await writeMessage(c.env.ASSETS, locale, { url, account: name, user, organisation: expected, until })) }
}

async function nameOf(c: Context<AppEnv>, account: string, tenantId: string): Promise<string | undefined> {
  const { organisation, organisations } = await c.env.ACCOUNT.getByName(account).connection()
  return [organisation, ...organisations].find((one) => one?.tenantId === tenantId)?.name
}
