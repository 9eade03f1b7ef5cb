import { describe, expect, it } from 'vitest'
import { readinessOf } from '../../../../functions/account/readiness.ts'
import { readActionsBody, readOrganisationBody } from '../../../../functions/xero/organisation.ts'
import { describeActions } from '../../../fakes/xero/organisation.ts'
import type { Organisation, Role } from '../../../fakes/xero/world.ts'

/** What each answer of Xero means for the first invoice, by heart. */
type Meaning = 'fine' | 'note' | 'blocks' | 'unclear'

const AT = Date.parse('2026-11-28T03:00:00Z') / 1000
const LOGIN = { tenantId: '3b5b9952-ae30-4dbb-8802-a5dbea356697', login: 'affd1a46', readAt: AT }
const dateOf = (day: string) => `/Date(${Date.parse(day)}+0000)/`

const each = (words: string, meaning: Meaning): [string, Meaning][] => words.split(' ').map((word) => [word, meaning])
/** Every class in Xero's own list, those its plans' names suggest, and what nobody has heard of. */
const CLASSES: readonly (readonly [string | undefined, Meaning])[] = [
  ...each('STANDARD PREMIUM PREMIUM20 PREMIUM50 PREMIUM100 ULTIMATE ULTIMATE10 ULTIMATE20 ULTIMATE50 ULTIMATE100', 'fine'),
  ...each('GROW COMPREHENSIVE ULTRA', 'fine'),
  ...each('DEMO TRIAL STARTER EARLY IGNITE IGNITE_AU STARTER-UK', 'note'),
  ...each('LEDGER GSTCASHBOOK NONGSTCASHBOOK LITE SIMPLE BASICLITE NOVA GROWN', 'unclear'),
  [undefined, 'unclear'],
]
const STANDINGS: readonly (readonly [object, Meaning])[] = [
  [{ Edition: 'BUSINESS', OrganisationStatus: 'ACTIVE' }, 'fine'],
  [{ Edition: 'PARTNER', OrganisationStatus: 'ACTIVE' }, 'blocks'],
  [{ Edition: 'BUSINESS', OrganisationStatus: 'SUSPENDED' }, 'blocks'],
  [{ Edition: 'NOVEL', OrganisationStatus: 'ACTIVE' }, 'unclear'],
  [{ OrganisationStatus: 'ACTIVE' }, 'unclear'],
  [{ Edition: 'BUSINESS' }, 'unclear'],
]
const LOCKS: readonly (readonly [object, Meaning])[] = [
  [{}, 'fine'],
  [{ PeriodLockDate: null, EndOfYearLockDate: dateOf('2026-06-30') }, 'fine'],
  [{ PeriodLockDate: dateOf('2026-10-31') }, 'note'],
  [{ EndOfYearLockDate: '2026-11-27T00:00:00' }, 'note'],
  // Xero may except Advisers from it, and doesn't say who is one.
  [{ PeriodLockDate: dateOf('2026-12-31') }, 'note'],
  [{ PeriodLockDate: dateOf('2026-06-30'), EndOfYearLockDate: dateOf('2026-11-28') }, 'blocks'],
  [{ EndOfYearLockDate: '/Date(12/' }, 'unclear'],
]
const REGIONS = [
  { Version: 'AU', CountryCode: 'AU', BaseCurrency: 'AUD' },
  { Version: 'AUONRAMP', CountryCode: 'AU', BaseCurrency: 'AUD' },
  { Version: 'NZ', CountryCode: 'NZ', BaseCurrency: 'NZD' },
  { Version: 'UK', CountryCode: 'GB', BaseCurrency: 'GBP' },
  { Version: 'US', CountryCode: 'US', BaseCurrency: 'USD' },
  { Version: 'GLOBAL', CountryCode: 'SG' },
]
const STATUSES = ['ALLOWED', 'NOT-ALLOWED', undefined] as const
const rowsOf = (statuses: Readonly<Record<string, string | undefined>>) =>
  Object.entries(statuses).flatMap(([Name, Status]) => (Status === undefined ? [] : [{ Name, Status }]))
const ROLES: readonly Role[] = ['Adviser', 'Standard', 'Administrator', 'Drafts only']
/** Xero's answers about actions: every mix of the three rows, what each role gets, and what isn't an answer. */
const ACTIONS: readonly unknown[] = [
  ...STATUSES.flatMap((draft) =>
    STATUSES.flatMap((approve) =>
      STATUSES.map((multi) => ({
        Actions: rowsOf({ CreateDraftInvoice: draft, CreateApprovedInvoice: approve, UseMulticurrency: multi }),
      })),
    ),
  ),
  ...ROLES.map((role) => ({ Actions: describeActions({ class: 'GROW' } as Organisation, role) })),
  { Actions: rowsOf({ CreateDraftInvoice: 'PERHAPS', CreateApprovedInvoice: 'ALLOWED', UseMulticurrency: 'ALLOWED' }) },
  { Actions: rowsOf({ WriteInvoice: 'ALLOWED', CreateApprovedInvoice: 'ALLOWED', UseMulticurrency: 'ALLOWED' }) },
  { Actions: [] },
  undefined,
]
const CURRENCIES = [undefined, 'AUD', 'EUR']

const statusIn = (body: unknown, name: string): string | undefined =>
  (body as { Actions: { Name: string; Status: string }[] } | undefined)?.Actions.find(({ Name }) => Name === name)?.Status

function meaningOfRole(body: unknown): Meaning {
  const [draft, approve] = [statusIn(body, 'CreateDraftInvoice'), statusIn(body, 'CreateApprovedInvoice')]
  if (draft === 'NOT-ALLOWED' || approve === 'NOT-ALLOWED') return 'blocks'
  return draft === 'ALLOWED' && approve === 'ALLOWED' ? 'fine' : 'unclear'
}

function meaningOfCurrency(body: unknown, base: string | undefined, account: string | undefined): Meaning {
  const multi = statusIn(body, 'UseMulticurrency')
  if (account === undefined || account === base) return 'fine'
  if (base === undefined || multi === undefined) return 'unclear'
  return multi === 'ALLOWED' ? 'note' : 'blocks'
}

function stateOf(meanings: readonly Meaning[]) {
  if (meanings.includes('blocks')) return 'blocked'
  if (meanings.includes('unclear')) return 'unknown'
  return meanings.includes('note') ? 'attention' : 'ready'
}

describe('readiness, in every combination of plan, edition, status, lock dates, region, role, actions and currency', () => {
  const wrong: string[] = []
  const counts = { ready: 0, attention: 0, blocked: 0, unknown: 0 }
  const answers = ACTIONS.map((body) => ({ body, actions: readActionsBody(body), role: meaningOfRole(body) }))
  for (const [plan, ofPlan] of CLASSES)
    for (const [standing, ofStanding] of STANDINGS)
      for (const [lock, ofLock] of LOCKS)
        for (const region of REGIONS) {
          const body = { Organisations: [{ Name: 'A', Class: plan, ...standing, ...lock, ...region }] }
          const { facts = {} } = readOrganisationBody(body) ?? {}
          for (const { body: rows, actions, role } of answers)
            for (const currency of CURRENCIES) {
              const reading = { ...facts, ...LOGIN, ...(actions === undefined ? {} : { actions }) }
              const { state, findings } = readinessOf(reading, currency, AT)
              const money = meaningOfCurrency(rows, region.BaseCurrency, currency)
              const expected = stateOf([ofPlan, ofStanding, ofLock, role, money])
              counts[state] += 1
              const isSame = findings.some(({ blocks }) => blocks) === (state === 'blocked')
              if (state !== expected || !isSame || (state === 'ready' && findings.length > 0))
                wrong.push(`${state}, not ${expected}: ${JSON.stringify([body, rows, currency])}`)
            }
        }

  it('is never ready, nor blocked, without its reason', () => {
    expect(wrong.slice(0, 5)).toEqual([])
  })

  it('was tried in all four states, many times', () => {
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(900)
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(
      CLASSES.length * STANDINGS.length * LOCKS.length * REGIONS.length * ACTIONS.length * CURRENCIES.length,
    )
  })
})

const FINE = { plan: 'GROW', edition: 'BUSINESS', status: 'ACTIVE', baseCurrency: 'AUD', ...LOGIN }
const ALLOWED = { createDraft: true, approve: true, useCurrencies: false }
const found = (facts: object, currency?: string, at = AT) => readinessOf({ ...FINE, actions: ALLOWED, ...facts }, currency, at)

describe('what was found', () => {
  it('is nothing, and when Xero said so', () => {
    expect(found({})).toEqual({ state: 'ready', findings: [], readAt: AT })
  })

  it('is unknown before Xero was asked', () => {
    expect(readinessOf(undefined, 'AUD', AT)).toEqual({ state: 'unknown', findings: [] })
  })

  it('has a number of invoices only where a dated source has one', () => {
    expect(found({ plan: 'EARLY' }).findings).toEqual([{ code: 'invoice-limit', blocks: false, limit: 20, limitAsOf: '2026-10' }])
    for (const plan of ['STARTER', 'IGNITE']) expect(found({ plan }).findings).toEqual([{ code: 'invoice-limit', blocks: false }])
  })

  it('says about when a trial ends, unless that day has passed', () => {
    const trial = { code: 'demo-or-trial', blocks: false, kind: 'trial' }
    expect(found({ plan: 'TRIAL', createdOn: '2026-11-20' }).findings).toEqual([{ ...trial, endsAbout: '2026-12-20' }])
    expect(found({ plan: 'TRIAL', createdOn: '2026-10-01' }).findings).toEqual([trial])
    expect(found({ plan: 'TRIAL' }).findings).toEqual([trial])
  })

  it('calls a demo company a demo, whatever its plan', () => {
    expect(found({ plan: 'NOVA', isDemo: true }).findings).toEqual([{ code: 'demo-or-trial', blocks: false, kind: 'demo' }])
  })

  it('names both currencies', () => {
    const differs = { code: 'currency-differs', currency: 'AUD', accountCurrency: 'NZD' }
    expect(found({}, 'NZD').findings).toEqual([{ ...differs, blocks: true }])
    expect(found({ actions: { ...ALLOWED, useCurrencies: true } }, 'NZD').findings).toEqual([{ ...differs, blocks: false }])
  })

  it('asks for one role, not for two', () => {
    const actions = { createDraft: false, approve: false }
    expect(found({ actions }).findings).toEqual([{ code: 'invoices-not-allowed', blocks: true }])
  })

  it('asks for no role where the edition has no invoices', () => {
    const actions = { createDraft: false, approve: false }
    expect(found({ actions, edition: 'PARTNER' }).findings).toEqual([{ code: 'partner-edition', blocks: true }])
  })

  it('puts what blocks first', () => {
    const { state, findings } = found({ plan: 'EARLY', edition: 'PARTNER', periodLockedUntil: '2026-11-27' })
    expect(state).toBe('blocked')
    expect(findings.map(({ code }) => code)).toEqual(['partner-edition', 'dates-locked', 'invoice-limit'])
  })

  it('names the lock that counts, and keeps an old one beside the findings', () => {
    const lock = { code: 'dates-locked', blocks: false, lock: 'period', lockedUntil: '2026-10-31' }
    expect(found({ periodLockedUntil: '2026-10-31', yearLockedUntil: '2026-06-30' })).toMatchObject({
      findings: [lock],
      lockedUntil: '2026-10-31',
    })
    expect(found({ yearLockedUntil: '2026-06-30' })).toMatchObject({ state: 'ready', lockedUntil: '2026-06-30' })
  })

  it('blocks by a lock that ends today only while it is that day everywhere', () => {
    const lockOf = (at: string) => found({ yearLockedUntil: '2026-11-28' }, undefined, Date.parse(at) / 1000).state
    expect([lockOf('2026-11-28T09:59:00Z'), lockOf('2026-11-28T10:01:00Z')]).toEqual(['blocked', 'attention'])
  })
})
