import type { Connection, Risk } from '../../../src/contract/wire.ts'
import type { Arrival } from './inbox.ts'

/** Causes that a look at the connection doesn't show. */
const UNSEEN: readonly Risk['cause'][] = ['xero-unavailable', 'our-settings']

/**
 * What stands in the way of the next billing run, as far as the webhooks told: until the run begins, the connection changes, or it is
 * well again.
 *
 * @param arrivals newest first
 * @param connection undefined where the guide didn't answer
 * @param at Unix seconds
 */
export function riskOf(
  arrivals: readonly Pick<Arrival, 'payload'>[],
  connection: Connection | undefined,
  at: number,
): Risk | undefined {
  const risk = arrivals.find(({ payload }) => payload.type !== 'attempt.stalled')?.payload.risk
  if (risk === undefined || risk.runAt <= at) return undefined
  const isWell = connection?.state === 'connected' && connection.readiness?.state !== 'blocked'
  return isWell && !UNSEEN.includes(risk.cause) ? undefined : risk
}
