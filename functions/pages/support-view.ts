/** How a person reaches support, and what the way there carries: the support code, this page, and the step they came from. */
import type { Context } from 'hono'
import type { AppEnv } from '../session/context.ts'
import { readSettings } from '../settings.ts'

/** A step's address as this site writes it, so that nothing else of a Referer is passed on. */
const STEP = /^(?:\/[a-z0-9-]+){1,3}\/$/

/** @returns undefined where no way to reach support is configured */
export function supportView(c: Context<AppEnv>, code: string | undefined) {
  const { support, publicOrigin } = readSettings(c.env)
  const { url, email, phone, hours } = support
  if ([url, email, phone].every((way) => way === '')) return undefined
  const page = c.req.path
  const step = stepOf(c.req.header('Referer'), publicOrigin, page)
  return {
    url: url === '' ? undefined : carrying(url, { code, page, step }),
    email: email === '' ? undefined : email,
    phone: phone === '' ? undefined : { shown: phone, dialled: phone.replaceAll(/[^\d+]/g, '') },
    hours: hours === '' ? undefined : hours,
    page,
    step,
  }
}

/** The page of ours that the person came from, never with its query: that may hold what they typed. */
function stepOf(referer: string | undefined, publicOrigin: string, page: string): string | undefined {
  if (referer === undefined || !URL.canParse(referer)) return undefined
  const { origin, pathname } = new URL(referer)
  return origin === publicOrigin && pathname !== page && STEP.test(pathname) ? pathname : undefined
}

function carrying(address: string, values: Record<string, string | undefined>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(values)) if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}
