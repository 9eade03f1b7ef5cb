/** What the account does about messages that miBilling didn't take. */
import { now } from '../../src/contract/clock.ts'
import { type AccountContext, RECONCILE_SECONDS } from './context.ts'
import type { DeliveryTries, Outbox } from './outbox.ts'

/**
 * Ends a message after its last try, and notes that in the timeline.
 *
 * @returns how often it was tried, and why it failed; undefined where it arrived after all, or is gone
 */
export async function giveUp({ timeline }: AccountContext, outbox: Outbox, sequence: number): Promise<DeliveryTries | undefined> {
  const tries = outbox.triesOf(sequence)
  if (tries === undefined) return undefined
  const cause = tries.cause === undefined ? {} : { cause: tries.cause }
  const noted = await timeline.prepare({ type: 'webhook.undeliverable', ...cause })
  if (!outbox.giveUp(sequence)) return undefined
  noted()
  return tries
}

/** Puts messages back to waiting. @param from the first sequence number; all of them without it @returns how many */
export function redeliver({ agenda, changes }: AccountContext, outbox: Outbox, from: number | undefined): number {
  const count = outbox.redeliver(from)
  if (count === 0) return 0
  changes.count += 1
  agenda.planBy('reconcile', now() + RECONCILE_SECONDS)
  return count
}
