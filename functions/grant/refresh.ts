/** Asks Xero for newer tokens, as long and as often as is decent. Stores nothing. */
import { now } from '../../src/contract/clock.ts'
import { type Failure, fail, type Result } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { secondsLeft } from '../xero/deadline.ts'
import type { Tokens } from '../xero/token-answer.ts'
import type { Xero } from '../xero/xero.ts'
import { cooldownAfter, delayBefore, type Trouble } from './retry.ts'

export interface Refresher {
  /** @returns `unavailable` without asking while the login cools down, with the seconds left of that, or of what Xero asked for */
  ask(refreshToken: string): Promise<Result<Tokens, RefreshFailure>>
  /** Leaves Xero alone for a while although it answered: its answer is not believed. */
  coolDown(): Failure<'unavailable'>
}

export type RefreshFailure = 'invalid-grant' | 'unavailable' | 'our-settings'

/** One for each login: all of its callers share the cooldown. It lives in memory: a Grant object that slept has not been hammering. */
export function createRefresher(login: string, xero: () => Xero): Refresher {
  let failures = 0
  let coolUntil = 0
  let tellUntil = 0

  async function tryOften(refreshToken: string): Promise<Result<Tokens, RefreshFailure>> {
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

  function coolDown(trouble: Trouble): Failure<'unavailable'> {
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
      const answer = await tryOften(refreshToken)
      if (answer.ok || answer.error === 'our-settings') failures = 0
      return answer
    },
  }
}
