/** What a page may show about the browser's sessions. */
import type { Context } from 'hono'
import type { AppEnv } from '../session/context.ts'
import { findSession, markOf } from '../session/mark.ts'
import { isOwnPage } from '../session/own-page.ts'
import type { Session } from '../session/session.ts'
import { readSettings } from '../settings.ts'

/** An account as its people know it. */
export const nameOf = ({ name, account }: Pick<Session, 'name' | 'account'>): string => name ?? account

/** For every page with a form: who it is shown for, and the session's mark. */
export function sessionView(c: Context<AppEnv>) {
  const session = c.get('session')
  if (session === undefined) return {}
  const { account, user, bySupport } = session
  return { session: { account, name: nameOf(session), user, bySupport }, visit: { mark: markOf(c, session) } }
}

/** For the page that says that a form belonged to another account: names both, and how to go on with either. */
export async function otherAccountView(c: Context<AppEnv>) {
  if (!c.req.path.endsWith('/problems/other-account/')) return {}
  const session = c.get('session')
  const meant = await findSession(c, c.req.query('visit') ?? '')
  const from = c.req.query('from') ?? ''
  const isOther = meant !== undefined && meant.id !== session?.id
  return {
    otherAccount: {
      meant: isOther ? { account: meant.account, name: nameOf(meant), mark: markOf(c, meant) } : undefined,
      current: session === undefined ? undefined : { account: session.account, name: nameOf(session), mark: markOf(c, session) },
      gone: meant === undefined,
      back: isOwnPage(from, readSettings(c.env).publicOrigin) ? from : '',
    },
  }
}
