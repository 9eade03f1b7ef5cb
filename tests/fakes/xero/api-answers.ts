import type { Context } from 'hono'
import { createGuid } from './ids.ts'
import type { Access } from './tokens.ts'
import { readAccessToken } from './tokens.ts'
import type { AppEnv } from './traffic.ts'
import type { Xero } from './xero.ts'

const TITLES = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' } as const

/** Xero spells the keys either way; which one is the setting `lowerCaseBodies`. */
export function refuseCall(c: Context<AppEnv>, xero: Xero, status: keyof typeof TITLES, detail: string): Response {
  const body = { Type: null, Title: TITLES[status], Status: status, Detail: detail, Instance: createGuid(), Extensions: {} }
  const entries = Object.entries(body).map(([key, value]) => [xero.world.settings.lowerCaseBodies ? key.toLowerCase() : key, value])
  return c.json(Object.fromEntries(entries), status)
}

/** The names are the wrong way round at Xero too: 401 AuthorizationUnsuccessful means the scope. */
export function refuseScope(c: Context<AppEnv>, xero: Xero): Response {
  c.header('www-authenticate', 'insufficient_scope')
  return refuseCall(c, xero, 401, 'AuthorizationUnsuccessful')
}

/** @returns whose token it is, or the answer that refuses it */
export async function admit(c: Context<AppEnv>, xero: Xero): Promise<Access | Response> {
  const access = await readAccessToken(xero, c.req.header('authorization'))
  if (access.ok) {
    c.set('person', access.value.person)
    return access.value
  }
  const detail =
    access.error === 'expired' ? `TokenExpired: token expired at ${americanTime(access.expiredAt)}` : 'AuthenticationUnsuccessful'
  return refuseCall(c, xero, 401, detail)
}

/** As Xero writes it in this one message: `11/20/2026 05:16:59`, UTC. */
function americanTime(at: number): string {
  const [date = '', time = ''] = new Date(at * 1000).toISOString().split('T')
  const [year, month, day] = date.split('-')
  return `${month}/${day}/${year} ${time.slice(0, 8)}`
}
