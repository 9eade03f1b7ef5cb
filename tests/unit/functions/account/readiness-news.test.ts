import { describe, expect, it } from 'vitest'
import { readinessNewsBetween } from '../../../../functions/account/readiness-news.ts'
import type { Connection, Readiness } from '../../../../src/contract/wire.ts'

const organisation = { tenantId: '3b5b9952-ae30-4dbb-8802-a5dbea356697', name: 'Riverbank Plumbing Pty Ltd', addedAt: 1 }
const READY: Readiness = { state: 'ready', findings: [], readAt: 1 }
const LIMITED: Readiness = { state: 'attention', findings: [{ code: 'invoice-limit', blocks: false }], readAt: 2 }
const UNKNOWN: Readiness = { state: 'unknown', findings: [] }

const connectionWith = (readiness?: Readiness, tenantId = organisation.tenantId): Connection => ({
  account: 'riverbank',
  state: readiness === undefined ? 'reconnect-required' : 'connected',
  organisation: { ...organisation, tenantId },
  organisations: [],
  ...(readiness === undefined ? {} : { readiness }),
})
const tell = (...states: readonly Connection[]) => {
  let before: ReturnType<typeof readinessNewsBetween>['told']
  return states.flatMap((connection) => {
    const { entries, told } = readinessNewsBetween(before, connection)
    before = told
    return entries.map(({ outcome, cause }) => [outcome, cause])
  })
}

describe('the timeline’s entry about readiness', () => {
  it('comes with each change, with the codes as its cause', () => {
    expect(tell(connectionWith(READY), connectionWith({ ...READY, readAt: 9 }), connectionWith(LIMITED))).toEqual([
      ['ready', undefined],
      ['attention', 'invoice-limit'],
    ])
  })

  it('does not come when Xero doesn’t say, or the connection is dead meanwhile', () => {
    expect(tell(connectionWith(READY), connectionWith(UNKNOWN), connectionWith(), connectionWith(READY))).toHaveLength(1)
  })

  it('comes again for another organisation', () => {
    expect(tell(connectionWith(READY), connectionWith(READY, '5d3c9f6e-0000-4000-8000-000000000001'))).toHaveLength(2)
  })
})
