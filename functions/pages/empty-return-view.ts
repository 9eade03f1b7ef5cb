/** For a person who came back from Xero without an organisation: whose login that was, why, and the way to claim a company by its name. */
import type { Context } from 'hono'
import { WHY_NONE, type WhyNone } from '../../src/contract/why-none.ts'
import type { AppEnv } from '../session/context.ts'
import type { Session } from '../session/session.ts'

const PAGES = ['/problems/no-organisation/', '/connect/organisation/']

/** Only the session that made the attempt sees anything of it. */
export async function emptyReturnView(c: Context<AppEnv>, { account, id }: Session) {
  if (!PAGES.some((page) => c.req.path.endsWith(page))) return {}
  const found = await c.env.ACCOUNT.getByName(account).emptyReturn(id)
  const left = found?.triesLeft
  const answer = c.req.query('claim')
  return {
    emptyReturn: found === undefined ? undefined : { ...loginOf(found.person), ...whyOf(found.whyNone) },
    claim: {
      unmatched: answer === 'unmatched',
      several: answer === 'several',
      spent: answer === 'spent' || left === 0,
      // Where Xero lists nothing, no name can fit.
      open: left !== undefined && left > 0 && found?.whyNone !== 'none-listed',
      left,
      nothingNew: c.req.query('new') === 'none',
    },
  }
}

/** Where Xero gives no name, the address stands for it. */
const loginOf = ({ name, email }: { readonly name: string; readonly email: string }) => ({
  login: name === '' ? undefined : { name, email: email === name ? undefined : email },
})

/** What applies and what doesn't, for sections; neither where it isn't known. */
const whyOf = (whyNone: WhyNone | undefined) =>
  whyNone === undefined
    ? {}
    : { why: { [whyNone]: true }, other: Object.fromEntries(WHY_NONE.map((reason) => [reason, reason !== whyNone])) }
