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

/** Where a person goes once logged in: the consent page of their visit, which learns here who they are. */
export function onwardOf(xero: Xero, visit: AuthorizationRequest | undefined, session: BrowserSession): string {
  if (visit === undefined) return '/connected-apps'
  visit.session = session.sid
  const query = new URLSearchParams({ consentId: visit.id, returnUrl: resumePathOf(visit) })
  return `${xero.origins.consent}/?${query}`
}

const resumePathOf = (visit: AuthorizationRequest): string => `/identity/connect/authorize/callback${visitQuery(visit.id)}`

/** Where the consent page sends whoever is not logged in. */
export const resumeOf = (xero: Xero, visit: AuthorizationRequest): string => xero.origins.login + resumePathOf(visit)

export const loginOf = (visit: AuthorizationRequest | undefined): string => `/identity/user/login${visitQuery(visit?.id)}`
