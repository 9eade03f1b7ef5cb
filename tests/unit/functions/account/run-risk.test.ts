import { describe, expect, it } from 'vitest'
import { riskOf } from '../../../../functions/account/run-risk.ts'
import type { Connection, ReconnectReason } from '../../../../src/contract/wire.ts'

const runAt = 1_800_000_000
const theo = { name: 'Theo Three', email: 'theo@acme.example.com' }
const connected: Connection = { account: 'acme', state: 'connected', organisations: [], authorisedBy: theo }
const lost = (reason: ReconnectReason): Connection => ({ ...connected, state: 'reconnect-required', reason })

describe('the risk of a billing run', () => {
  it('is none on a connection that Xero has just answered for', () => {
    expect(riskOf(connected, { runAt })).toBeUndefined()
  })

  it.each(['expired', 'revoked', 'scopes-changed', 'disconnected-in-xero', 'organisation-unavailable'] as const)(
    'by %s is for the person who authorised it',
    (reason) => {
      expect(riskOf(lost(reason), { runAt })).toEqual({ runAt, cause: reason, ask: { who: 'authoriser', ...theo } })
    },
  )

  it('by lost access is for someone else, since that person cannot mend it', () => {
    expect(riskOf(lost('access-removed'), { runAt })).toEqual({ runAt, cause: 'access-removed', ask: { who: 'another-user' } })
  })

  it.each([
    ['not-connected', 'not-connected'],
    ['choose-organisation', 'organisation-not-chosen'],
  ] as const)('of an account that is %s is for its people', (state, cause) => {
    expect(riskOf({ ...connected, state }, { runAt })).toEqual({ runAt, cause, ask: { who: 'account' } })
  })

  it.each([
    ['xero-unavailable', 'nobody'],
    ['our-settings', 'operator'],
  ] as const)('says when nobody could look: %s', (unanswered, who) => {
    expect(riskOf(connected, { runAt, unanswered })).toEqual({ runAt, cause: unanswered, ask: { who } })
  })

  it('is what would stop the first invoice, and not what only might', () => {
    const found = (blocks: boolean) => ({
      ...connected,
      readiness: { state: 'blocked', findings: [{ code: 'partner-edition', blocks }], readAt: runAt } as const,
    })
    expect(riskOf(found(true), { runAt })).toEqual({ runAt, cause: 'partner-edition', ask: { who: 'account' } })
    expect(riskOf(found(false), { runAt })).toBeUndefined()
  })

  it('names the reason rather than the silence where both are so', () => {
    expect(riskOf(lost('expired'), { runAt, unanswered: 'xero-unavailable' })?.cause).toBe('expired')
  })
})
