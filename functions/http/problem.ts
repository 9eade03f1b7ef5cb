/** The one place where a failure becomes HTTP: problem+json (RFC 9457) for a program, a page of the guide for a person. */
import type { Context } from 'hono'
import { inLocale, type Locale, localeOfPath, localeOfTag } from '../../src/contract/languages.ts'
import { PROBLEMS, type ProblemCode } from '../../src/contract/problems.ts'
import { CROCKFORD } from '../../src/contract/support-code.ts'
import type { Problem } from '../../src/contract/wire.ts'
import { publicOriginOf } from '../settings.ts'
import type { HttpEnv } from './context.ts'

/** What an answer may say beyond the code: further members of the JSON, and when to try again. */
export interface ProblemMore {
  /** Says what is wrong and names the field or setting; never its value. */
  readonly detail?: string
  readonly retryAfterIn?: number
  readonly members?: Readonly<Record<string, string>>
  /** Further parts of the query of the problem's page. */
  readonly query?: Readonly<Record<string, string>>
  /** The support code of an earlier failure that is shown again. */
  readonly ref?: string
}

const DEFAULT_RETRY_AFTER_SECONDS = 30

/** Eight characters that are easy to read out over the phone. */
export function createRef(): string {
  // 256 values on 32 characters: none is likelier than another.
  const text = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => CROCKFORD[byte % CROCKFORD.length]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

export function problem(c: Context<HttpEnv>, code: ProblemCode, more: ProblemMore = {}) {
  const { status, title } = PROBLEMS[code]
  const ref = more.ref ?? c.get('ref')
  c.set('problem', code)
  const retryAfterIn = more.retryAfterIn ?? (status === 503 ? DEFAULT_RETRY_AFTER_SECONDS : undefined)
  if (retryAfterIn !== undefined) c.header('Retry-After', String(retryAfterIn))
  if (isNavigation(c)) return c.redirect(problemPage(code, ref, readLocale(c), more.query), 303) as never
  const { detail } = more
  // When the settings can't be read, the problem's type is at the address of the request.
  const origin = publicOriginOf(c.env) ?? new URL(c.req.url).origin
  const type = `${origin}/problems/${code}/`
  const body: Problem = { type, title, status, code, ref, ...(detail === undefined ? {} : { detail }), ...more.members }
  return c.json(body, status, { 'Content-Type': 'application/problem+json' })
}

export const problemPage = (code: ProblemCode, ref: string, locale: Locale, query: Readonly<Record<string, string>> = {}): string =>
  inLocale(locale, `/problems/${code}/?${new URLSearchParams({ ref, ...query })}`)

/** The language a person reads in: that of the page they come from, else the one miBilling named for their session. */
export function readLocale(c: Context<HttpEnv>): Locale {
  const referer = c.req.header('Referer') ?? ''
  const from = URL.canParse(referer) ? new URL(referer) : undefined
  // Only our own pages say anything about it; the callback comes from Xero.
  if (from !== undefined && from.origin === c.env.PUBLIC_ORIGIN) return localeOfPath(from.pathname)
  return localeOfTag(c.get('namedLocale'))
}

/** Whether a browser is opening a page, rather than a script or a server making a call. @see W3C Fetch Metadata */
export function isNavigation(c: Context<HttpEnv>): boolean {
  const mode = c.req.header('Sec-Fetch-Mode')
  if (mode !== undefined) return mode === 'navigate'
  return prefersHtml(c.req.header('Accept') ?? '')
}

/** Asks one question of `Accept`; hono's helper answers every such question with 1 kB of the Worker. @see RFC 9110 §12.5.1 */
export function prefersHtml(accept: string): boolean {
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) }
  })
  const known = ranges.filter(({ type, quality }) => ['text/html', 'application/json'].includes(type) && quality > 0)
  return known.sort((one, other) => other.quality - one.quality)[0]?.type === 'text/html'
}
