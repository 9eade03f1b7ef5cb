import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { readRequest } from './authorize.ts'
import { logOut, readSession } from './login.ts'
import { visitQuery } from './pages/layout.ts'
import type { AppEnv } from './traffic.ts'
import type { AuthorizationRequest, BrowserSession } from './world.ts'
import type { Xero } from './xero.ts'

/** Cookies know no port: the name keeps clear of the other local servers'. */
const COOKIE = 'local_xero_session'

export const keepCookie = (c: Context<AppEnv>, cookie: string): void =>
  setCookie(c, COOKIE, cookie, { path: '/', httpOnly: true, sameSite: 'Lax' })

export const readBrowser = (c: Context<AppEnv>, xero: Xero): BrowserSession | undefined =>
  readSession(xero.world, getCookie(c, COOKIE))

export function forgetBrowser(c: Context<AppEnv>, xero: Xero): void {
  const session = readBrowser(c, xero)
  if (session !== undefined) logOut(xero.world, session)
  deleteCookie(c, COOKIE, { path: '/' })
}

/**
 * Which visit a page belongs to.
 *
 * @returns `ended` when it names one that is over; undefined when it names none
 */
export function readVisit(xero: Xero, consentId: string | null | undefined): AuthorizationRequest | 'ended' | undefined {
  return consentId === undefined || consentId === null ? undefined : (readRequest(xero.world, consentId) ?? 'ended')
}

/** Where a person goes once logged in. */
export const onwardOf = (visit: AuthorizationRequest | undefined): string =>
  visit === undefined ? '/connected-apps' : `/consent${visitQuery(visit.id)}`

export const loginOf = (visit: AuthorizationRequest | undefined): string => `/identity/user/login${visitQuery(visit?.id)}`
