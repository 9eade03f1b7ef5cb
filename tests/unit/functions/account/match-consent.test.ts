import { describe, expect, it } from 'vitest'
import { matchConsent } from '../../../../functions/account/match-consent.ts'
import { EMPTY } from '../../../../functions/account/record.ts'
import type { XeroConnection } from '../../../../functions/xero/api.ts'
import type { Consent } from '../../../../functions/xero/consent.ts'
import type { WhyNone } from '../../../../src/contract/why-none.ts'

const BEGUN_AT = 1000

const rowOf = (tenantId: string, eventId: string, createdAt: number): XeroConnection => ({
  id: `connection-${tenantId}`,
  tenantId,
  name: tenantId,
  eventId,
  createdAt,
})

const old = rowOf('old', 'before', 500)
const moved = rowOf('old', 'event', 500)
const alsoMoved = rowOf('older', 'event', 400)
const fresh = rowOf('fresh', 'event', 1001)

const consent: Consent = {
  tokens: { accessToken: 'public-test-access-token', accessExpiresAt: 2000 },
  login: 'login',
  eventId: 'event',
  scopes: [],
  person: { name: 'Theo Three', email: 'theo@acme.example.com' },
}

interface Case {
  readonly rows: readonly XeroConnection[]
  readonly usedElsewhere?: readonly string[]
  readonly expected?: string
  readonly why: WhyNone | 'found'
}

const CASES: Readonly<Record<string, Case>> = {
  'Xero lists nothing': { rows: [], why: 'none-listed' },
  'Xero lists nothing, in a reconnection': { rows: [], expected: 'lost', why: 'none-listed' },
  'what is listed is of another event': { rows: [old], why: 'none-new' },
  'the expected one is not listed': { rows: [old], expected: 'lost', why: 'none-new' },
  'the one of the event serves another account': { rows: [moved], usedElsewhere: ['old'], why: 'none-new' },
  'all of the event are older than the attempt': { rows: [moved, alsoMoved], why: 'none-new' },
  'one of several of the event is new': { rows: [moved, fresh], why: 'unclear' },
  'one of several of the event is new, in a reconnection': { rows: [moved, fresh], expected: 'lost', why: 'unclear' },
  'the one of the event is new': { rows: [old, fresh], why: 'found' },
}

describe('why a consent brings no organisation', () => {
  it.each(Object.entries(CASES))('%s', (_, { rows, usedElsewhere = [], expected, why }) => {
    const listed = { rows, chosen: rows.filter(({ eventId }) => eventId === 'event'), usedElsewhere }
    const match = matchConsent(EMPTY, consent, listed, { expected, begunAt: BEGUN_AT }, 1010)
    expect(match.ok ? 'found' : match.error).toBe(why)
  })
})
