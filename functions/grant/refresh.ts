/** Asks Xero for newer tokens, as long and as often as is decent. Stores nothing. */
import { now } from '../../src/contract/clock.ts'
import { type Failure, fail, type Result } from '../../src/contract/result.ts'
import type { TokenFailure, Tokens } from '../xero/oauth.ts'
import { patienceLeft, type Xero } from '../xero/xero.ts'
import { cooldownAfter, delayBefore } from './retry.ts'

export interface Refresher {
  /** @returns `unavailable` without asking while the login cools down, with the seconds left of that */
  ask(refreshToken: string): Promise<Result<Tokens, RefreshFailure>>
}

export type RefreshFailure = Exclude<TokenFailure, 'lost'>

/** One for each login: all of its callers share the cooldown. It lives in memory: a Grant object that slept has not been hammering. */
export function createRefresher(xero: () => Xero): Refresher {
  let failures = 0
  let coolUntil = 0

  async function tryOften(refreshToken: string): Promise<Result<Tokens, RefreshFailure>> {
    for (let tries = 1; ; tries += 1) {
      const answer = await xero().refresh(refreshToken)
      if (answer.ok) return answer
      if (answer.error === 'invalid-grant' || answer.error === 'our-settings') return fail(answer.error)
      const trouble = { ...answer, error: answer.error }
      const delay = delayBefore(trouble, tries, patienceLeft(), Math.random())
      if (delay === undefined) return coolDown(trouble)
      await scheduler.wait(delay * 1000)
    }
  }

  function coolDown(trouble: Failure<'lost' | 'unavailable'>): Failure<'unavailable'> {
    failures += 1
    const seconds = cooldownAfter(trouble, failures)
    coolUntil = now() + seconds
    return fail('unavailable', seconds)
  }

  return {
    async ask(refreshToken) {
      if (coolUntil > now()) return fail('unavailable', coolUntil - now())
      const answer = await tryOften(refreshToken)
      if (answer.ok || answer.error !== 'unavailable') failures = 0
      return answer
    },
  }
}
