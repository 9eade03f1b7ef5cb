import { type Failure, fail } from '../../../src/contract/result.ts'
import { nowOf } from './clock.ts'
import type { Person, World } from './world.ts'

const WRONG_ALLOWED = 6
const LOCK_SECONDS = 2 * 3600

export const isLocked = (world: World, person: Person): boolean => person.lockedUntilAt > nowOf(world)

/** The sixth wrong code or answer in a row, of whatever kind, locks the login for two hours, the right code included. */
export function countWrong<E extends string>(world: World, person: Person, error: E): Failure<E | 'locked'> {
  person.failedCodes += 1
  if (person.failedCodes < WRONG_ALLOWED) return fail(error)
  person.failedCodes = 0
  person.lockedUntilAt = nowOf(world) + LOCK_SECONDS
  return fail('locked')
}
