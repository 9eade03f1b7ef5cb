import { lookUp } from '../../../src/contract/look-up.ts'
import { nowOf } from './clock.ts'
import type { World } from './world.ts'

const MINUTE_SECONDS = 60
const DAY_SECONDS = 86_400
const APP_MINUTE_LIMIT = 10_000

export interface Allowance {
  readonly headers: Readonly<Record<string, string>>
  /** Which limit is used up, and for how long. */
  readonly breach?: { readonly limit: 'minute' | 'day'; readonly retryAfterSeconds: number }
}

/** Counts a call in the organisation's fixed windows, which begin with its first call. */
export function countCall(world: World, tenantId: string): Allowance {
  const now = nowOf(world)
  const usage = lookUp(world.usage, tenantId) ?? { minuteStartedAt: now, minuteCalls: 0, dayStartedAt: now, dayCalls: 0 }
  world.usage[tenantId] = usage
  if (now >= usage.minuteStartedAt + MINUTE_SECONDS) Object.assign(usage, { minuteStartedAt: now, minuteCalls: 0 })
  if (now >= usage.dayStartedAt + DAY_SECONDS) Object.assign(usage, { dayStartedAt: now, dayCalls: 0 })
  const { minuteLimit, dayLimit } = world.settings
  const isDay = usage.dayCalls >= dayLimit
  const isBreach = isDay || usage.minuteCalls >= minuteLimit
  if (!isBreach) {
    usage.minuteCalls += 1
    usage.dayCalls += 1
  }
  const headers = {
    'X-MinLimit-Remaining': String(Math.max(0, minuteLimit - usage.minuteCalls)),
    'X-DayLimit-Remaining': String(Math.max(0, dayLimit - usage.dayCalls)),
    'X-AppMinLimit-Remaining': String(APP_MINUTE_LIMIT - usage.minuteCalls),
  }
  if (!isBreach) return { headers }
  const endsAt = isDay ? usage.dayStartedAt + DAY_SECONDS : usage.minuteStartedAt + MINUTE_SECONDS
  return { headers, breach: { limit: isDay ? 'day' : 'minute', retryAfterSeconds: Math.max(1, endsAt - now) } }
}
