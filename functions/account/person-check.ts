/** A check that a person asks for: one at a time, at most once a minute, and told in the timeline. */
import { now } from '../../src/contract/clock.ts'
import { fail, type Result } from '../../src/contract/result.ts'
import type { Connection } from '../../src/contract/wire.ts'
import { log } from '../log.ts'
import { type Actor, actorFields } from './actor.ts'
import type { CheckFailure } from './check-at-xero.ts'
import { type AccountContext, readRecord } from './context.ts'

const CHECK_EVERY_SECONDS = 60
/** When a person last asked. Unix seconds */
const CHECKED_AT = 'checked-at'

export type PersonCheckEnd = Result<Connection, CheckFailure | 'too-soon'>

export interface PersonCheck {
  /** A second press joins the first. @returns `too-soon` within a minute of the last one; a temporary failure changes nothing */
  run(actor: Actor): Promise<PersonCheckEnd>
  isUnderWay(): boolean
}

/** @param check asks Xero about the account */
export function createPersonCheck(
  { kv }: DurableObjectStorage,
  context: AccountContext,
  check: () => Promise<Result<Connection, CheckFailure>>,
): PersonCheck {
  let underWay: Promise<PersonCheckEnd> | undefined

  async function ask(actor: Actor): Promise<PersonCheckEnd> {
    // Nothing is connected, so there is nothing to ask, and nothing to write.
    if ((await readRecord(context)).organisations.length === 0) return check()
    const waitIn = (kv.get<number>(CHECKED_AT) ?? 0) + CHECK_EVERY_SECONDS - now()
    if (waitIn > 0) return fail('too-soon', waitIn)
    kv.put(CHECKED_AT, now())
    const checked = await check()
    const end = checked.ok ? { outcome: checked.value.state } : { cause: checked.error }
    const noted = await context.timeline.prepare({ type: 'connection.checked', ...actorFields(actor), ...end })
    // An account that was erased meanwhile keeps nothing.
    if (kv.get(CHECKED_AT) !== undefined) noted()
    log('info', 'connection.checked', { account: context.account, ref: actor.ref, ...end })
    return checked
  }

  return {
    run(actor) {
      underWay ??= ask(actor).finally(() => {
        underWay = undefined
      })
      return underWay
    },
    isUnderWay: () => underWay !== undefined,
  }
}
