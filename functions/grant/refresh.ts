/** Refreshes tokens at Xero, with retries and a cooldown. Stores nothing. */
import { now } from '../../src/contract/clock.ts'
import { type Failure, fail, type Result } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { secondsLeft } from '../xero/deadline.ts'
import type { Tokens } from '../xero/token-answer.ts'
import type { Xero } from '../xero/xero.ts'
import { cooldownAfter, delayBefore, type FailedTry } from './backoff.ts'

export interface Refresher {
  /** @returns `unavailable` without asking while the login cools down, with the seconds that are left, or that Xero asked for */
  ask(refreshToken: string): Promise<Result<Tokens, RefreshFailure>>
  /** Leaves Xero alone for a while although it answered, because the answer isn't believed. */
  coolDown(): Failure<'unavailable'>
}

export type RefreshFailure = 'invalid-grant' | 'unavailable' | 'our-settings'

/** One for each login: all callers share the cooldown. In memory: a Grant object that slept hasn't been hammering Xero. */
export function createRefresher(login: string, xero: () => Xero): Refresher {
  let failures = 0
  let coolUntil = 0
  let tellUntil = 0

  async function askWithRetries(refreshToken: string): Promise<Result<Tokens, RefreshFailure>> {
    for (let tries = 1; ; tries += 1) {
      const answer = await xero().refresh(refreshToken, login)
      if (answer.ok) return answer
      if (answer.error === 'invalid-grant' || answer.error === 'our-settings') return fail(answer.error)
      if (answer.error === 'foreign') {
        log('error', 'grant.foreign-tokens', { login })
        return coolDown({ error: 'unavailable' })
      }
      const trouble = { ...answer, error: answer.error }
      const delay = delayBefore(trouble, tries, secondsLeft(), Math.random())
      if (delay === undefined) return coolDown(trouble)
      await scheduler.wait(delay * 1000)
    }
  }

  function coolDown(trouble: FailedTry): Failure<'unavailable'> {
    failures += 1
    const { seconds, tellSeconds } = cooldownAfter(trouble, failures)
    coolUntil = now() + seconds
    tellUntil = now() + tellSeconds
    return fail('unavailable', tellSeconds)
  }

  return {
    coolDown: () => coolDown({ error: 'unavailable' }),
    async ask(refreshToken) {
      if (coolUntil > now()) return fail('unavailable', tellUntil - now())
      const answer = await askWithRetries(refreshToken)
      if (answer.ok || answer.error === 'our-settings') failures = 0
      return answer
    },
  }
}
