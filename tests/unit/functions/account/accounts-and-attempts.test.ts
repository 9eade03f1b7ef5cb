/**
 * Two and three accounts whose people share one Xero login, in every order of their steps: an account only ever shows what its own person
 * wanted, whatever became of the others' attempts.
 */
import { describe, expect, it } from 'vitest'
import { findByName } from '../../../../functions/account/company-name.ts'
import { matchClaim, matchConsent } from '../../../../functions/account/match-consent.ts'
import { type AccountRecord, connected, EMPTY } from '../../../../functions/account/record.ts'
import type { XeroConnection } from '../../../../functions/xero/api.ts'
import type { Consent } from '../../../../functions/xero/consent.ts'

type Step = 'begin' | 'consent' | 'arrive' | 'reconnect' | 'claim'
/** `keep`: Xero leaves events alone when nothing new is picked. `new`: it moves all of the login's connections to the newest. */
type Events = 'keep' | 'new'

interface Script {
  readonly wants: string
  readonly steps: readonly Step[]
}

interface Attempt {
  readonly begunAt: number
  readonly expected?: string
  eventId?: string
}

class Person {
  record: AccountRecord = EMPTY
  attempt: Attempt | undefined
  /** The attempt that ended without an organisation. */
  claimable: Attempt | undefined
  readonly account: string
  readonly wants: string

  constructor(account: string, wants: string) {
    this.account = account
    this.wants = wants
  }
}

const consentOf = (eventId: string): Consent => ({
  tokens: { accessToken: '', accessExpiresAt: 0 },
  login: 'theo',
  eventId,
  scopes: [],
  person: { name: '', email: '' },
})

/** One login's connections at Xero, who uses them here, and a clock that ticks with each step. */
class World {
  rows: XeroConnection[] = []
  readonly uses = new Map<string, Set<string>>()
  #now = 0
  readonly #events: Events

  constructor(events: Events) {
    this.#events = events
  }

  take(person: Person, step: Step): void {
    this.#now += 1
    if (step === 'begin') person.attempt = { begunAt: this.#now }
    if (step === 'reconnect') person.attempt = { begunAt: this.#now, expected: person.wants }
    if (step === 'consent' && person.attempt !== undefined) this.#consent(person, person.attempt)
    if (step === 'arrive' && person.attempt?.eventId !== undefined) this.#arrive(person, person.attempt, person.attempt.eventId)
    if (step === 'claim' && person.claimable?.eventId !== undefined) this.#claim(person, person.claimable.eventId)
  }

  /** The company is picked where Xero still offers it; else the person presses Continue. */
  #consent(person: Person, attempt: Attempt): void {
    const eventId = `event-${this.#now}`
    attempt.eventId = eventId
    const isThere = this.rows.some(({ tenantId }) => tenantId === person.wants)
    if (!isThere) this.rows.push({ id: `${this.#now}`, tenantId: person.wants, name: person.wants, eventId, createdAt: this.#now })
    else if (this.#events === 'new') this.rows = this.rows.map((row) => ({ ...row, eventId }))
  }

  #arrive(person: Person, attempt: Attempt, eventId: string): void {
    person.attempt = undefined
    const usedElsewhere = [...this.uses].flatMap(([tenantId, accounts]) =>
      [...accounts].some((account) => account !== person.account) ? [tenantId] : [],
    )
    const listed = { rows: this.rows, chosen: this.rows.filter((row) => row.eventId === eventId), usedElsewhere }
    const proof = matchConsent(person.record, consentOf(eventId), listed, attempt, this.#now)
    if (proof.ok) this.#keep(person, connected(person.record, proof.value.found))
    person.claimable = proof.ok ? undefined : attempt
  }

  #claim(person: Person, eventId: string): void {
    person.claimable = undefined
    const row = findByName(this.rows, person.wants)
    if (typeof row === 'string') return
    this.#keep(person, connected(person.record, matchClaim(person.record, consentOf(eventId), this.rows, row, this.#now).found))
  }

  #keep(person: Person, record: AccountRecord): void {
    person.record = record
    for (const { tenantId } of record.organisations) {
      const accounts = this.uses.get(tenantId) ?? new Set()
      this.uses.set(tenantId, accounts.add(person.account))
    }
  }
}

/** Every way to shuffle the scripts' steps together, as who is next. */
function* ordersOf(left: readonly number[]): Generator<readonly number[]> {
  if (left.every((count) => count === 0)) yield []
  for (const [index, count] of left.entries()) {
    if (count === 0) continue
    for (const rest of ordersOf(left.with(index, count - 1))) yield [index, ...rest]
  }
}

/** @returns how many orders were tried, and in which of them an account showed what its person had never wanted */
function tryAll(scripts: readonly Script[], events: Events) {
  let tried = 0
  const breaches: string[] = []
  for (const order of ordersOf(scripts.map(({ steps }) => steps.length))) {
    tried += 1
    const world = new World(events)
    const people = scripts.map(({ wants }, index) => new Person(`account-${index}`, wants))
    const at = scripts.map(() => 0)
    const taken: string[] = []
    for (const who of order) {
      const [person, step] = [people[who], scripts[who]?.steps[at[who] ?? 0]]
      if (person === undefined || step === undefined) continue
      at[who] = (at[who] ?? 0) + 1
      world.take(person, step)
      taken.push(`${who}:${step}`)
      const foreign = people.filter(({ record, wants }) => record.organisations.some(({ tenantId }) => tenantId !== wants))
      if (foreign.length > 0) breaches.push(taken.join(' '))
    }
    for (const { account, record, wants } of people)
      if (scripts.find((script) => script.wants === wants)?.steps.includes('claim') && record.organisations.length > 1)
        breaches.push(`${account} has more than it wanted`)
  }
  return { tried, breaches: breaches.slice(0, 3) }
}

const CONNECT: readonly Step[] = ['begin', 'consent', 'arrive']
const ABANDON: readonly Step[] = ['begin', 'consent']
const SCRIPTS: Readonly<Record<string, readonly Step[]>> = {
  connects: CONNECT,
  abandons: ABANDON,
  'abandons, and comes again': [...ABANDON, ...CONNECT],
  'loses an answer, comes again and claims': [...ABANDON, ...CONNECT, 'claim'],
  'connects and reconnects': [...CONNECT, 'reconnect', 'consent', 'arrive'],
}
const pairs = Object.keys(SCRIPTS).flatMap((one) => Object.keys(SCRIPTS).map((other) => [one, other] as const))

describe.each(['keep', 'new'] as const)('two accounts of one login, events: %s', (events) => {
  it.each(pairs)('one %s, the other %s', (one, other) => {
    for (const wants of [
      ['x', 'y'],
      ['x', 'x'],
    ] as const) {
      const scripts = [one, other].map((name, index) => ({ wants: wants[index] ?? '', steps: SCRIPTS[name] ?? [] }))
      const { tried, breaches } = tryAll(scripts, events)
      expect(tried).toBeGreaterThan(5)
      expect(breaches).toEqual([])
    }
  })
})

describe.each(['keep', 'new'] as const)('three accounts of one login, events: %s', (events) => {
  it.each([
    ['connects', 'abandons', 'connects and reconnects'],
    ['connects', 'connects', 'loses an answer, comes again and claims'],
    ['abandons', 'abandons', 'abandons, and comes again'],
  ])('%s, %s, %s', (...names) => {
    const scripts = names.map((name, index) => ({ wants: ['x', 'y', 'z'][index] ?? '', steps: SCRIPTS[name] ?? [] }))
    const { tried, breaches } = tryAll(scripts, events)
    expect(tried).toBeGreaterThan(500)
    expect(breaches).toEqual([])
  })
})

describe('a company whose answer was lost', () => {
  it.each(['keep', 'new'] as const)('is its account’s after a claim, events: %s', (events) => {
    const world = new World(events)
    const [one, other] = [new Person('one', 'x'), new Person('other', 'y')]
    for (const step of CONNECT) world.take(other, step)
    for (const step of [...ABANDON, ...CONNECT, 'claim'] as const) world.take(one, step)
    expect(one.record.organisations.map(({ tenantId }) => tenantId)).toEqual(['x'])
    expect(one.record.active).toBeUndefined()
  })
})
