import { describe, expect, it } from 'vitest'
import type { Risk, WebhookPayload } from '../../../../src/contract/wire.ts'
import { riskOf } from '../../../fakes/mistable/risk.ts'

const NOW = 1_795_452_023
const DEAD = { account: 'riverbank', state: 'reconnect-required', reason: 'access-removed', organisations: [] } as const
const WELL = { account: 'riverbank', state: 'connected', readiness: { state: 'ready', findings: [] }, organisations: [] } as const
const risk = (cause: Risk['cause'], runAt = NOW + 3600): Risk => ({ runAt, cause, ask: { who: 'another-user' } })
const message = (more: Partial<WebhookPayload>) => ({
  payload: {
    type: 'connection.at-risk',
    timestamp: '2026-11-27T01:02:03.000Z',
    sequence: 1,
    data: DEAD,
    ...more,
  } as WebhookPayload,
})
const found = risk('access-removed')

describe('the billing run that is at risk', () => {
  it('is the one of the latest message', () =>
    expect(riskOf([message({ risk: found }), message({ risk: risk('expired') })], DEAD, NOW)).toEqual(found))

  it('is still told when someone stops on the way to mend it', () =>
    expect(riskOf([message({ type: 'attempt.stalled' }), message({ risk: found })], DEAD, NOW)).toEqual(found))

  it.each([
    ['once it has begun', [message({ risk: risk('access-removed', NOW) })], DEAD],
    ['once the connection has changed', [message({ type: 'connection.repaired' }), message({ risk: found })], DEAD],
    ['once nothing stands in the way any more', [message({ risk: risk('approval-not-allowed') })], WELL],
    ['where nothing was ever told', [], DEAD],
  ])('is not told %s', (_, arrivals, connection) => expect(riskOf(arrivals, connection, NOW)).toBeUndefined())

  it('is told while Xero is away, though the connection was well when Xero last answered', () =>
    expect(riskOf([message({ risk: risk('xero-unavailable') })], WELL, NOW)).toEqual(risk('xero-unavailable')))

  it('is told while nobody knows how the connection stands', () =>
    expect(riskOf([message({ risk: found })], undefined, NOW)).toEqual(found))
})
