import * as v from 'valibot'
import { now } from '../../src/contract/clock.ts'
import { LINK_LIFETIME_SECONDS } from '../../src/contract/start-link.ts'
import type { SessionLink } from '../../src/contract/wire.ts'
import { Hono } from '../http/hono.ts'
import { problem } from '../http/problem.ts'
import { accountKey, isWithinServiceRate, tooManyRequests } from '../http/rate-limits.ts'
import { AccountId, LanguageTag, orderOf, valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { isOwnPage } from '../session/own-page.ts'
import { isReturnAddress } from '../session/return-address.ts'
import { closeLink, type Link } from '../session/session.ts'
import { readSettings, type Settings } from '../settings.ts'

const WORDS_BYTES = 600
const ADDRESS_BYTES = 2000
/** Of name, user, returnUrl and goto together, as JSON: the link that holds them stays under 8,000 characters. */
const ORDER_BYTES = 4500

const Text = (most: number) => v.pipe(v.string('must be text'), v.maxBytes(most, `must be at most ${most} bytes in UTF-8`))
const Words = v.pipe(Text(WORDS_BYTES), v.trim(), v.minLength(1, 'must not be empty'))

export const SessionOrder = orderOf({
  account: AccountId,
  name: v.optional(Words),
  user: v.optional(Words),
  returnUrl: v.optional(Text(ADDRESS_BYTES)),
  locale: v.optional(LanguageTag),
  goto: v.optional(Text(ADDRESS_BYTES)),
  currency: v.optional(v.pipe(v.string('must be text'), v.regex(/^[A-Z]{3}$/, 'must be a code of ISO 4217, such as AUD'))),
})

/** @returns the longest field, when together they are too long */
function findTooLong({ name = '', user = '', returnUrl = '', goto = '' }: v.InferOutput<typeof SessionOrder>): string | undefined {
  const sizes = Object.entries({ name, user, returnUrl, goto })
    .map(([field, text]) => ({ field, size: new TextEncoder().encode(JSON.stringify(text)).length }))
    .sort((one, other) => other.size - one.size)
  return sizes.reduce((sum, { size }) => sum + size, 0) > ORDER_BYTES ? sizes[0]?.field : undefined
}

export async function mintLink({ sessionSeal, publicOrigin }: Settings, visit: Omit<Link, 'id' | 'until'>): Promise<SessionLink> {
  const expiresAt = now() + LINK_LIFETIME_SECONDS
  const token = await closeLink(sessionSeal, { ...visit, id: crypto.randomUUID(), until: expiresAt })
  return { url: `${publicOrigin}/start?token=${token}`, expiresAt }
}

export const GOTO = 'goto: must be the path of a page of the guide, such as /connect/organisation/'

/** Makes the link that miBilling sends a person to. */
export const sessions = new Hono<AppEnv>().post('/', valid('json', SessionOrder), async (c) => {
  const settings = readSettings(c.env)
  const order = c.req.valid('json')
  c.set('account', order.account)
  if (!(await isWithinServiceRate(c.env.SERVICE_RATE, accountKey(order.account)))) return tooManyRequests(c)
  const tooLong = findTooLong(order)
  if (tooLong !== undefined) {
    const detail = `${tooLong}: name, user, returnUrl and goto together must be at most ${ORDER_BYTES} bytes`
    return problem(c, 'bad-request', { detail })
  }
  if (order.goto !== undefined && !isOwnPage(order.goto, settings.publicOrigin)) {
    return problem(c, 'bad-request', { detail: GOTO })
  }
  if (order.returnUrl !== undefined && !isReturnAddress(order.returnUrl, settings.returnOrigins)) {
    return problem(c, 'bad-request', { detail: 'returnUrl: must be an address whose origin is one of RETURN_ORIGINS' })
  }
  return c.json(await mintLink(settings, order), 201)
})
