/** What people, Xero and KV do in the course of days, each by its own chance. */
import { env } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import { localXero, tenantOf, xeroIdentityOrigin } from '../edge/local-xero.ts'
import { Browser, connectionOf, service, tokenOf } from '../edge/people.ts'
import { claimed } from './acts.ts'
import type { Customer } from './customer.ts'
import { helpOut, openLink, revokeLink, type SentLink, sendLink, undoLink } from './handover-days.ts'
import type { Random } from './random.ts'
import { keptGrants } from './world.ts'

const HOUR_SECONDS = 3600

/** Xero is out of order until then, and was last seen so. Unix seconds */
export interface Illness {
  until: number
  lastAt: number
}

/** The billing run that miBilling announced last, by account. Unix seconds */
export type Runs = Map<string, number>

async function quietly(work: Promise<unknown>): Promise<void> {
  const done = await work.catch(() => undefined)
  if (done instanceof Response) await done.body?.cancel()
}

/** What a person does to be connected: comes from miStable, and picks the company where Xero lets them. */
export async function connect({ account, person, company, browser }: Customer): Promise<void> {
  await browser.open(account)
  const [{ state, organisation }, { connections }, tenantId] = await Promise.all([
    connectionOf(account),
    localXero.world(),
    tenantOf(company),
  ])
  const isThere = connections.some((one) => one.person === person && one.tenantId === tenantId)
  const expected = state === 'reconnect-required' && organisation?.tenantId === tenantId ? tenantId : undefined
  await claimed(browser, company, await browser.connect(person, isThere ? [] : [company], expected))
  if ((await connectionOf(account)).state === 'choose-organisation') await choose({ account, person, company, browser })
}

async function choose({ account, browser, company }: Customer): Promise<void> {
  await browser.open(account)
  const { organisations } = await connectionOf(account)
  const found = organisations.find(({ name }) => name === company) ?? organisations[0]
  if (found !== undefined) await quietly(browser.call('PUT', '/api/connection/organisation', { tenantId: found.tenantId }))
}

const FOR_GOOD = 9999
const FAR_AWAY = '2099-12-31'
const OUTAGES = [
  { path: '/*', status: 503, body: 'Service Unavailable' },
  { path: '/connect/token', status: 500, body: 'oops' },
  { path: '/connect/token', status: 403 },
  { path: '/connections*', status: 503, body: 'down' },
  { path: '/api.xro/*', status: 429, body: 'slow', headers: { 'Retry-After': '77' } },
  { path: '/connect/token', drop: true },
  { path: '/connect/token', status: 400, body: '{"error":"invalid_client"}' },
] as const

/** Chance, by kind: what may happen within an hour. */
interface Happening {
  readonly customer: Customer
  readonly random: Random
  readonly illness: Illness
  readonly runs: Runs
  /** Sent to helpers, of accounts that were not deleted since. */
  readonly links: SentLink[]
  readonly lies: string[]
}

/** Whose links are one of these. */
async function withOne(
  { links, random }: Happening,
  isMeant: (link: SentLink) => boolean,
  work: (link: SentLink) => Promise<void>,
) {
  const meant = links.filter(isMeant)
  if (meant.length > 0) await work(random.pick(meant))
}

const EVENTS: Readonly<Record<string, { readonly perDay: number; happen(happening: Happening): Promise<void> }>> = {
  'disconnected in Xero': {
    perDay: 0.35,
    happen: ({ customer: { person, company } }) => quietly(localXero.disconnect(person, company)),
  },
  'role taken away': {
    perDay: 0.12,
    happen: ({ customer: { person, company } }) => quietly(localXero.role(person, company, 'Read only')),
  },
  'approving taken away': {
    perDay: 0.3,
    happen: ({ customer: { person, company } }) => quietly(localXero.role(person, company, 'Drafts only')),
  },
  'year locked': {
    perDay: 0.3,
    happen: ({ customer: { company } }) => quietly(localXero.books(company, { endOfYearLockDate: FAR_AWAY })),
  },
  'organisation not active': {
    perDay: 0.2,
    happen: ({ customer: { company } }) => quietly(localXero.books(company, { status: 'CANCELLED' })),
  },
  'books as at first': { perDay: 0.6, happen: ({ customer: { company } }) => quietly(localXero.books(company, {})) },
  'removed from the organisation': {
    perDay: 0.08,
    happen: ({ customer: { person, company } }) => quietly(localXero.role(person, company, null)),
  },
  'role given back': {
    perDay: 0.5,
    happen: ({ customer: { person, company } }) => quietly(localXero.role(person, company, 'Standard')),
  },
  'organisation ended': { perDay: 0.08, happen: ({ customer: { company } }) => quietly(localXero.organisation(company, 'ended')) },
  'organisation active again': {
    perDay: 0.4,
    happen: ({ customer: { company } }) => quietly(localXero.organisation(company, 'active')),
  },
  'organisation offline': {
    perDay: 0.1,
    async happen({ customer: { company }, illness }) {
      await quietly(localXero.organisation(company, 'offline'))
      illness.until = Math.max(illness.until, now() + 5 * HOUR_SECONDS)
    },
  },
  'demo company reset': { perDay: 0.1, happen: () => quietly(localXero.organisation('Demo Company (AU)', 'demo-reset')) },
  outage: {
    perDay: 0.3,
    async happen({ random, illness }) {
      await localXero.fault({ ...random.pick(OUTAGES), times: FOR_GOOD })
      illness.until = Math.max(illness.until, now() + (1 + random.below(12)) * HOUR_SECONDS)
    },
  },
  'answer lost': { perDay: 0.5, happen: () => quietly(localXero.fault({ path: '/connect/token', loseAnswer: true })) },
  'permission revoked': { perDay: 0.06, happen: ({ customer: { person } }) => revokeAtXero(person) },
  'KV wiped': {
    perDay: 0.2,
    async happen() {
      for (const { name } of (await env.TOKENS.list()).keys) await env.TOKENS.delete(name)
    },
  },
  'token asked for': { perDay: 1, happen: ({ customer: { account } }) => quietly(tokenOf(account)) },
  'checked by miBilling': {
    perDay: 0.5,
    happen: ({ customer: { account } }) => quietly(service(`/v1/accounts/${account}/check`, { method: 'POST' })),
  },
  'checked by a person': {
    perDay: 1,
    async happen({ customer: { account, browser } }) {
      await browser.open(account)
      await quietly(browser.call('POST', '/api/connection/check'))
    },
  },
  'person looks, and goes away': { perDay: 0.5, happen: ({ customer: { account } }) => quietly(new Browser().open(account)) },
  'helper allows by a link': { perDay: 0.4, happen: async ({ customer, links }) => void links.push(await helpOut(customer)) },
  'link sent': { perDay: 0.4, happen: async ({ customer, links }) => void links.push(await sendLink(customer)) },
  'helper opens an earlier link': {
    perDay: 0.6,
    happen: (one) =>
      withOne(
        one,
        () => true,
        async (link) => void one.lies.push(...(await openLink(link))),
      ),
  },
  'link revoked': { perDay: 0.1, happen: (one) => withOne(one, ({ usedAt }) => usedAt === undefined, revokeLink) },
  'helper undoes it': {
    perDay: 0.4,
    happen: (one) =>
      withOne(
        one,
        ({ usedAt }) => usedAt !== undefined,
        async (link) => {
          one.lies.push(...(await undoLink(link, one.illness.until > 0)))
        },
      ),
  },
  'person connects': { perDay: 2.5, happen: ({ customer }) => quietly(connect(customer)) },
  'person chooses': { perDay: 0.5, happen: ({ customer }) => quietly(choose(customer)) },
  'account deleted': {
    perDay: 0.25,
    async happen({ customer: { account }, runs, links }) {
      runs.delete(account)
      links.splice(0, links.length, ...links.filter(({ customer }) => customer.account !== account))
      await quietly(service(`/v1/accounts/${account}`, { method: 'DELETE' }))
    },
  },
  'run announced': {
    perDay: 20,
    async happen({ customer: { account }, random, runs }) {
      const at = now() + random.pick([1, 2, 4, 8, 30]) * HOUR_SECONDS
      runs.set(account, at)
      const init = { method: 'PUT', body: JSON.stringify({ at }), headers: { 'Content-Type': 'application/json' } }
      await quietly(service(`/v1/accounts/${account}/next-run`, init))
    },
  },
}

/** Something at Xero ends all that a login has granted, without a word to us. */
export async function revokeAtXero(person: string): Promise<void> {
  const grant = (await keptGrants()).find(({ record }) => record.person.email.startsWith(`${person}@`))
  if (grant === undefined) return
  const headers = { Authorization: `Basic ${btoa(`${env.XERO_CLIENT_ID}:${env.XERO_CLIENT_SECRET}`)}` }
  const body = new URLSearchParams({ token: grant.record.refreshToken })
  await quietly(fetch(`${xeroIdentityOrigin}/connect/revocation`, { method: 'POST', headers, body }))
}

/** Lets an hour's worth of things happen. @returns which */
export async function happen(customers: readonly Customer[], common: Omit<Happening, 'customer'>): Promise<string[]> {
  const { random } = common
  const happened: string[] = []
  for (const [kind, { perDay, happen: comeAbout }] of Object.entries(EVENTS)) {
    if (random.next() >= perDay / 24) continue
    await comeAbout({ ...common, customer: random.pick(customers) })
    happened.push(kind)
  }
  return happened
}

/** Xero is well again. */
export async function mendXero(customers: readonly Customer[], illness: Illness): Promise<void> {
  await localXero.mend()
  const { organisations } = (await localXero.world()) as { organisations: { name: string; tenantId: string; state?: string }[] }
  for (const { name, state } of organisations)
    if (state === 'offline' && customers.some(({ company }) => company === name)) await localXero.organisation(name, 'active')
  illness.until = 0
}
