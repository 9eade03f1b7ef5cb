/** Makes a link for a helper, with a message to send, and sends it where that is asked for. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { LONGEST_WHY } from '../../src/contract/handover-limits.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { HandoverLink } from '../../src/contract/wire.ts'
import { tidyLine } from '../feedback/plain-text.ts'
import { TenantId } from '../http/valid.ts'
import { canMail, sendMail } from '../mail.ts'
import { type LinkFacts, linkOf } from '../pages/handover-link.ts'
import type { AppEnv } from '../session/context.ts'
import { actorOf } from './request-actor.ts'

/** RFC 5321 §4.5.3.1.3, without the angle brackets. */
const LONGEST_EMAIL = 254
const EMAIL = 'must be one email address alone'

const Line = (most: number) =>
  v.pipe(v.string('must be text'), v.transform(tidyLine), v.maxLength(most, `must be at most ${most} characters`))

export const Why = Line(LONGEST_WHY)
export const NameLine = v.pipe(Line(200), v.minLength(1, 'must not be empty'))
export const HelperEmail = v.pipe(
  v.string('must be text'),
  v.trim(),
  v.maxLength(LONGEST_EMAIL, EMAIL),
  v.regex(/^[^\s@:<>,?&;]+@[^\s@:<>,?&;]+\.[^\s@:<>,?&;.]+$/, EMAIL),
)
export { TenantId }

export interface AskedHandover extends LinkFacts {
  readonly why?: string | undefined
  readonly email?: string | undefined
  /** The session it is made in. */
  readonly madeIn?: string | undefined
}

const DAY_SECONDS = 86_400

/** `no-mail`: the guide can't send mail here. `not-found`: the account has no such organisation. */
export type MakeFailure = 'no-mail' | 'not-found' | 'too-many'

export async function makeHandover(c: Context<AppEnv>, order: AskedHandover): Promise<Result<HandoverLink, MakeFailure>> {
  const { account, name, user, organisation, why, locale, email, madeIn } = order
  if (email !== undefined && !canMail(c.env)) return fail('no-mail')
  const desk = c.env.ACCOUNT.getByName(account).handovers()
  if (email !== undefined && !(await desk.countMail())) return fail('too-many', DAY_SECONDS)
  const made = await desk.make(
    { name, user, why: why === '' ? undefined : why, locale, expected: organisation, madeIn },
    actorOf(c),
  )
  if (!made.ok) return made.error === 'too-many' ? fail('too-many', DAY_SECONDS) : made
  const { url, message, subject } = await linkOf(c, order, made.value)
  const link = { id: made.value.id, url, message, expiresAt: made.value.until }
  if (email === undefined) return succeed(link)
  return succeed({ ...link, mailed: await sendMail(c.env, { to: email, subject, text: message }) })
}
