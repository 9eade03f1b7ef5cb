/**
 * Whether an account's first invoice would go through, by what Xero last said. Pure. What we don't know is never taken for good, nor for
 * bad: then the answer is `unknown` (docs/decisions/0049).
 */
import { lookUp } from '../../src/contract/look-up.ts'
import type { Readiness, ReadinessFinding } from '../../src/contract/wire.ts'
import type { AllowedActions, InvoicingFacts } from '../xero/organisation.ts'

/** What Xero said about the active organisation, to the login that opens it. */
export interface InvoicingReading extends InvoicingFacts {
  readonly tenantId: string
  readonly login: string
  /** Absent: Xero didn't say. */
  readonly actions?: AllowedActions
  /** Unix seconds. */
  readonly readAt: number
}

interface Case extends InvoicingFacts {
  readonly actions: AllowedActions
  readonly accountCurrency: string | undefined
  readonly today: string
}

/** Undefined: nothing found. `unclear`: Xero didn't say enough. */
type Verdict = ReadinessFinding | 'unclear' | undefined

/** Plans without a limit on invoices. Xero's list has more, of which we don't know: LEDGER, cashbooks, LITE, BASICLITE, SIMPLE. */
const UNLIMITED = /^(?:STANDARD|GROW|COMPREHENSIVE|ULTRA|(?:PREMIUM|ULTIMATE)\d*)$/
/** The smallest plan, whatever it is called and wherever it is sold. */
const LIMITED = /^(STARTER|EARLY|IGNITE)(?:[ _-]?(?:AU|NZ|UK|GB|US|SG|ZA|HK|GLOBAL))?$/
/** The one number that has a dated source; of the other plans the sources disagree. */
const DATED_LIMITS: Readonly<Record<string, object>> = { EARLY: { limit: 20, limitAsOf: '2026-10' } }
/** How long ago a lock date may be and still meet an invoice: one for last month may carry that month's last day. */
const LOCK_MATTERS_DAYS = 31
const TRIAL_DAYS = 30
/** The day has begun somewhere already: a lock is said to stop today's invoice only where it does so everywhere. */
const FIRST_ZONE_SECONDS = 14 * 3600

const RULES: readonly ((known: Case) => Verdict)[] = [
  ({ status }) => {
    if (status === undefined) return 'unclear'
    return status === 'ACTIVE' ? undefined : { code: 'organisation-not-active', blocks: true }
  },
  ({ edition }) => {
    if (edition === 'PARTNER') return { code: 'partner-edition', blocks: true }
    return edition === 'BUSINESS' ? undefined : 'unclear'
  },
  ({ edition, actions: { createDraft, approve } }) => {
    // No role helps where there are no invoices.
    if (edition === 'PARTNER') return undefined
    if (createDraft === false) return { code: 'invoices-not-allowed', blocks: true }
    if (approve === false) return { code: 'approval-not-allowed', blocks: true }
    return createDraft === true && approve === true ? undefined : 'unclear'
  },
  judgeLocks,
  ({ isLockUnclear }) => (isLockUnclear === true ? 'unclear' : undefined),
  ({ accountCurrency, baseCurrency, actions: { useCurrencies } }) => {
    if (accountCurrency === undefined || accountCurrency === baseCurrency) return undefined
    if (baseCurrency === undefined || useCurrencies === undefined) return 'unclear'
    return { code: 'currency-differs', blocks: !useCurrencies, currency: baseCurrency, accountCurrency }
  },
  judgePlan,
]

/**
 * @param reading undefined: Xero hasn't been asked
 * @param accountCurrency undefined: miBilling didn't say
 * @param at Unix seconds
 */
export function readinessOf(reading: InvoicingReading | undefined, accountCurrency: string | undefined, at: number): Readiness {
  if (reading === undefined) return { state: 'unknown', findings: [] }
  const { actions = {}, readAt } = reading
  const today = dayAt(at + FIRST_ZONE_SECONDS)
  const verdicts = RULES.map((judge) => judge({ ...reading, actions, accountCurrency, today }))
  const found = verdicts.filter((verdict) => verdict !== undefined && verdict !== 'unclear')
  const findings = [...found.filter(({ blocks }) => blocks), ...found.filter(({ blocks }) => !blocks)]
  const isUnclear = verdicts.includes('unclear')
  const state = findings[0]?.blocks === true ? 'blocked' : isUnclear ? 'unknown' : findings.length > 0 ? 'attention' : 'ready'
  const lock = latestLock(reading)
  return { state, findings, ...(lock === undefined ? {} : { lockedUntil: lock.lockedUntil }), readAt }
}

/** Xero's period lock may except Advisers, and doesn't say whether our login is one: so only the year-end lock is sure to block. */
function judgeLocks({ today, ...facts }: Case): Verdict {
  const code = 'dates-locked'
  const { yearLockedUntil = '' } = facts
  if (yearLockedUntil >= today) return { code, blocks: true, lock: 'year-end', lockedUntil: yearLockedUntil }
  const latest = latestLock(facts)
  const isRecent = latest !== undefined && daysAfter(latest.lockedUntil, LOCK_MATTERS_DAYS) >= today
  return isRecent ? { code, blocks: false, ...latest } : undefined
}

/** The year-end lock where both name the same day: it holds for everyone. */
function latestLock({ periodLockedUntil = '', yearLockedUntil = '' }: InvoicingFacts) {
  if (periodLockedUntil > yearLockedUntil) return { lock: 'period', lockedUntil: periodLockedUntil } as const
  return yearLockedUntil === '' ? undefined : ({ lock: 'year-end', lockedUntil: yearLockedUntil } as const)
}

function judgePlan({ plan = '', isDemo, createdOn, today }: Case): Verdict {
  if (isDemo === true) return { code: 'demo-or-trial', blocks: false, kind: 'demo' }
  if (plan === 'TRIAL') {
    const end = createdOn === undefined ? '' : daysAfter(createdOn, TRIAL_DAYS)
    return { code: 'demo-or-trial', blocks: false, kind: 'trial', ...(end < today ? {} : { endsAbout: end }) }
  }
  const [, limited] = LIMITED.exec(plan) ?? []
  if (limited !== undefined) return { code: 'invoice-limit', blocks: false, ...lookUp(DATED_LIMITS, limited) }
  return UNLIMITED.test(plan) ? undefined : 'unclear'
}

const dayAt = (at: number): string => new Date(at * 1000).toISOString().slice(0, 10)
const daysAfter = (day: string, days: number): string => dayAt(Date.parse(day) / 1000 + days * 86_400)
