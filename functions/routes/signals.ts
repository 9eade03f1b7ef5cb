import * as v from 'valibot'
import { now } from '../../src/contract/clock.ts'
import { readBuiltPage } from '../feedback/guide-page.ts'
import { createD1SignalCounter, SIGNAL_KINDS, takesSignal } from '../feedback/signals.ts'
import { Hono } from '../http/hono.ts'
import { isNavigation, problem } from '../http/problem.ts'
import { addressOf, isWithinRate, limitRate } from '../http/rate-limits.ts'
import { valid } from '../http/valid.ts'
import type { AppEnv } from '../session/context.ts'
import { readSettings } from '../settings.ts'
import { GuidePageAddress, searchBefore } from './guide-page-address.ts'

const Signal = v.object({
  page: GuidePageAddress,
  kind: v.picklist(SIGNAL_KINDS, `must be one of ${SIGNAL_KINDS.join(', ')}`),
})

/** Counts by the reader's address, which isn't stored. */
const limitTaps = limitRate<AppEnv>((c) => isWithinRate(c.env.FEEDBACK_RATE, `signal:${addressOf(c)}`))

/** "Mine looks different" and "Was this helpful?": from anyone, without a session. */
export const signals = new Hono<AppEnv>().post('/', limitTaps, valid('form', Signal), async (c) => {
  const { page, kind } = c.req.valid('form')
  const html = await readBuiltPage(c.env.ASSETS, readSettings(c.env).publicOrigin, page.address)
  if (html === undefined || !takesSignal(html, kind))
    return problem(c, 'bad-request', { detail: 'page: is not a page of the guide that asks this' })
  await createD1SignalCounter(c.env.FEEDBACK).count(page, kind, now())
  // The thank-you is on the page, and the address shows it: no script needed.
  if (isNavigation(c)) return c.redirect(`${page.address}${searchBefore(c, page)}#noted-${kind}`, 303)
  return c.body(null, 204)
})
