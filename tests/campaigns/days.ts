/**
 * Days in an hour's steps: a dozen accounts over several logins, in which people, Xero and KV do as chance will have it. After what
 * happens the accounts are asked how they stand, and Xero whether that is so.
 */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import { localXero } from '../edge/local-xero.ts'
import { Browser } from '../edge/people.ts'
import type { Customer } from './customer.ts'
import type { SentLink } from './handover-days.ts'
import { connect, happen, type Illness, mendXero, type Runs } from './happenings.ts'
import { breachesOfMessages, readMessages } from './invariants.ts'
import { createRandom } from './random.ts'
import { hurryWaits } from './waiting.ts'
import { createWitness } from './witness.ts'
import { beginWorld, live } from './world.ts'

const HOUR_SECONDS = 3600
const DAY_SECONDS = 86_400

const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  olivia: ['Riverbank Plumbing Pty Ltd'],
  theo: ['Acme Telecom Pty Ltd', 'Acme Holdings Pty Ltd', 'Acme Telecom NZ Limited', 'Demo Company (AU)'],
  bea: [
    'Banksia Café Pty Ltd',
    'Karori Books Limited',
    'Penrose Dental Practice Ltd',
    'Jacaranda Weddings Pty Ltd',
    'Dandenong Joinery Pty Ltd',
  ],
  noah: ['Harbour Physiotherapy Limited', 'Wharf Road Studio Ltd'],
}

export interface Course {
  /** How often each kind of event came about. */
  readonly events: Readonly<Record<string, number>>
  readonly checks: number
  /** Billing runs that began on a connection that Xero had closed more than an hour before. */
  readonly runsAtRisk: number
  readonly lies: readonly string[]
  /** From a change at Xero to the honest status, at the longest, while Xero answered. */
  readonly longestSeconds: number
}

export async function liveThrough(days: number, seed: number): Promise<Course> {
  await beginWorld()
  hurryWaits()
  for (const company of PEOPLE['noah'] ?? []) await localXero.role('noah', company, 'Standard')
  const random = createRandom(`days ${seed}`)
  const illness: Illness = { until: 0, lastAt: 0 }
  const customers = Object.entries(PEOPLE).flatMap(([person, companies]) =>
    companies.map(
      (company, index): Customer => ({ account: `days-${seed}-${person}-${index}`, person, company, browser: new Browser() }),
    ),
  )
  const runs: Runs = new Map()
  const links: SentLink[] = []
  const events: Record<string, number> = {}
  const witness = createWitness(illness)
  const look = () => Promise.all(customers.map(({ account }) => witness.look(account)))
  for (const customer of customers) await connect(customer)
  const begunAt = now()
  for (let day = 0; day < days; day = Math.floor((now() - begunAt) / DAY_SECONDS)) {
    // A week of every month nobody does anything, and only the alarms go on.
    const isSilent = day % 30 >= 20 && day % 30 < 27
    if (illness.until > 0) illness.lastAt = now()
    await live(isSilent ? 6 * HOUR_SECONDS : HOUR_SECONDS)
    if (illness.until > 0) illness.lastAt = now()
    for (const [account, at] of runs) {
      if (at > now()) continue
      runs.delete(account)
      await witness.judgeRun(account, at)
    }
    if (illness.until > 0 && illness.until <= now()) await mendXero(customers, illness)
    const happened = isSilent ? [] : await happen(customers, { random, illness, runs, links, lies: witness.told().lies })
    for (const kind of happened) events[kind] = (events[kind] ?? 0) + 1
    if (happened.length === 0 && Math.floor(now() / HOUR_SECONDS) % 6 !== 0) continue
    await witness.note(customers)
    await look()
  }
  await mendXero(customers, illness)
  await live(2 * DAY_SECONDS)
  await witness.note(customers)
  await look()
  const { checks, runsAtRisk, lies, longestSeconds } = witness.told()
  for (const { account } of customers) lies.push(...(await breachesOfStalls(account)))
  for (const { account } of customers) lies.push(...(await breachesOfNumbers(account)), ...(await breachesOfMessages(account)))
  return { events, checks, runsAtRisk, lies: lies.toSorted(), longestSeconds }
}

/** Told of a stop only while nothing was connected, and never twice within a day. */
async function breachesOfStalls(account: string): Promise<string[]> {
  const stalls = (await readMessages(account)).filter(({ type }) => type === 'attempt.stalled')
  const times = stalls.map(({ timestamp }) => Date.parse(timestamp) / 1000)
  const isSpaced = times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= DAY_SECONDS)
  const isTrue = stalls.every(({ data }) => data.state !== 'connected')
  return isSpaced && isTrue ? [] : [`${account}: miBilling was told of a stop that was none, or twice within a day`]
}

/** Every message has the number after the one before. */
async function breachesOfNumbers(account: string): Promise<string[]> {
  const messages = await readMessages(account)
  const last = await runInDurableObject(
    env.ACCOUNT.getByName(account),
    (_, { storage }) => storage.kv.get<number>('message-last') ?? 0,
  )
  const isWhole = messages.length === last && messages.every(({ sequence }, index) => sequence === index + 1)
  return isWhole ? [] : [`${account}: of ${last} messages ${messages.length} can be read in order`]
}
