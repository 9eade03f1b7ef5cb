import { describe, expect, it } from 'vitest'
import { visitorConnectionOf } from '../../../../functions/pages/visitor-connection.ts'
import { Connection } from '../../../../src/contract/v1/connection.ts'
import { Readiness, ReadinessFinding } from '../../../../src/contract/v1/readiness.ts'
import type * as wire from '../../../../src/contract/wire.ts'

/** What a browser may know, by heart: a field more is a decision, not a side effect. */
const ACCOUNT = [
  'account',
  'authorisedAt',
  'authorisedBy',
  'organisation',
  'organisations',
  'provenAt',
  'readiness',
  'reason',
  'reconnectBefore',
  'state',
]
const ORGANISATION = ['addedAt', 'countryCode', 'currency', 'kind', 'name', 'shortCode', 'tenantId']

const READINESS = ['findings', 'lockedUntil', 'readAt', 'state']
const FINDING = ['accountCurrency', 'blocks', 'code', 'currency', 'endsAbout', 'kind', 'limit', 'limitAsOf', 'lock', 'lockedUntil']

const organisation = {
  tenantId: '3b5b9952-ae30-4dbb-8802-a5dbea356697',
  name: 'Riverbank Plumbing Pty Ltd',
  shortCode: '!68ff3',
  countryCode: 'AU',
  currency: 'AUD',
  kind: 'demo',
  addedAt: 1795452023,
} as const
const whole: wire.Connection = {
  account: 'riverbank',
  state: 'reconnect-required',
  reason: 'expired',
  organisation,
  organisations: [organisation],
  authorisedBy: { name: 'Olivia Owner', email: 'olivia@riverbank.example.com' },
  authorisedAt: 1,
  provenAt: 2,
  reconnectBefore: 3,
  readiness: {
    state: 'blocked',
    findings: [
      {
        code: 'dates-locked',
        blocks: true,
        limit: 20,
        limitAsOf: '2026-10',
        lockedUntil: '2026-06-30',
        lock: 'period',
        currency: 'NZD',
        accountCurrency: 'AUD',
        kind: 'trial',
        endsAbout: '2026-12-20',
      },
    ],
    lockedUntil: '2026-06-30',
    readAt: 4,
  },
}

/** Adds a field to everything that has fields, as someone might for miBilling alone. */
const withMore = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(withMore) as T
  if (typeof value !== 'object' || value === null) return value
  const more = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withMore(field)]))
  return { ...more, forMibillingAlone: 'x' } as T
}

describe('what a browser learns of its account', () => {
  it('is the same as before, whatever is added for miBilling', () => {
    expect(visitorConnectionOf(whole)).toEqual(whole)
    expect(visitorConnectionOf(withMore(whole))).toEqual(whole)
  })

  it('has these fields and no others', () => {
    const shown = visitorConnectionOf(withMore(whole))
    expect(Object.keys(shown).toSorted()).toEqual(ACCOUNT)
    for (const each of [shown.organisation, ...shown.organisations])
      expect(Object.keys(each ?? {}).toSorted()).toEqual(ORGANISATION)
    expect(Object.keys(shown.readiness ?? {}).toSorted()).toEqual(READINESS)
    expect(Object.keys(shown.readiness?.findings[0] ?? {}).toSorted()).toEqual(FINDING)
  })

  it('leaves out what is not known', () => {
    const bare = { account: 'riverbank', state: 'not-connected', organisations: [] } as const
    expect(Object.keys(visitorConnectionOf(bare)).toSorted()).toEqual(['account', 'organisations', 'state'])
  })

  it('is tried with every field that /v1 has', () => {
    const namesOf = (shape: { readonly pipe: readonly [{ readonly entries: object }, ...unknown[]] }) =>
      Object.keys(shape.pipe[0].entries).toSorted()
    expect(Object.keys(whole).toSorted()).toEqual(namesOf(Connection))
    expect(Object.keys(whole.readiness ?? {}).toSorted()).toEqual(namesOf(Readiness))
    expect(Object.keys(whole.readiness?.findings[0] ?? {}).toSorted()).toEqual(namesOf(ReadinessFinding))
  })
})
