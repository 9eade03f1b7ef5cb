/** What must be true whenever the dust has settled. Asked from outside wherever the outside can tell; every breach is a sentence. */
import { env } from 'cloudflare:workers'
import { readFleetAccount } from '../../functions/desk/fleet-index.ts'
import type { AccessToken, Connection, HandoverState, Handovers, WebhookPayload, WebhookType } from '../../src/contract/wire.ts'
import { letPass, localXero, xeroApiOrigin } from '../edge/local-xero.ts'
import { connectionOf, service, tokenOf } from '../edge/people.ts'
import { linkOf, readXeroWorld, takesInvoices } from './login-links.ts'
import { keptGrants } from './world.ts'

/** Whether Xero takes a token for the organisation it is meant for. @returns what is wrong */
export async function refusedAtXero({ accessToken, tenantId }: AccessToken): Promise<string | undefined> {
  const Authorization = `Bearer ${accessToken}`
  const listed = await fetch(`${xeroApiOrigin}/connections`, { headers: { Authorization } })
  const text = await listed.text()
  if (!listed.ok) return `Xero answers ${listed.status} to its list of connections`
  const rows = JSON.parse(text) as { tenantId: string }[]
  if (!rows.some((row) => row.tenantId === tenantId)) return 'Xero does not list the organisation'
  const headers = { Authorization, Accept: 'application/json', 'Xero-tenant-id': tenantId }
  const called = await fetch(`${xeroApiOrigin}/api.xro/2.0/Organisation`, { headers })
  await called.body?.cancel()
  return called.ok ? undefined : `Xero answers ${called.status} to a call for the organisation`
}

const STATUS = { connected: 200, 'choose-organisation': 409, 'reconnect-required': 409, 'not-connected': 404 } as const

/** An account is what it says: a token comes if and only if it says `connected`, and then works at Xero. */
export async function breachesOfAccount(account: string): Promise<string[]> {
  const { state, organisation } = await connectionOf(account)
  const answer = await tokenOf(account)
  const text = await answer.text()
  if (answer.status !== STATUS[state]) return [`the state is ${state}, and a call for a token is answered ${answer.status}`]
  if (answer.status !== 200) return []
  const token = JSON.parse(text) as AccessToken
  if (token.tenantId !== organisation?.tenantId) return ['the token is for another organisation than the one shown']
  const refusal = await refusedAtXero(token)
  return refusal === undefined ? [] : [`the state is connected, and ${refusal}`]
}

/** Nothing stays at Xero that nobody owns. @param mayStay a company for which that is no breach */
async function breachesOfOwnership(mayStay?: string): Promise<string[]> {
  const { connections, organisations } = await localXero.world()
  const spared = organisations.find(({ name }) => name === mayStay)?.tenantId
  const grants = await keptGrants()
  const owned = grants.flatMap(({ record }) =>
    Object.keys(record.uses).map((tenantId) => ({ person: record.person.email.split('@')[0] ?? '', tenantId })),
  )
  const isSame = (one: { person: string; tenantId: string }, other: { person: string; tenantId: string }) =>
    one.person === other.person && one.tenantId === other.tenantId
  const isOwned = (connection: { person: string; tenantId: string }) => owned.some((use) => isSame(use, connection))
  const orphans = connections.filter((connection) => connection.tenantId !== spared && !isOwned(connection))
  return orphans.map(({ person, tenantId }) => `Xero keeps ${person}’s connection with ${tenantId}, which nobody owns`)
}

/** What each account has sent so far, by number: the account itself forgets it after thirty days. */
const sent = new Map<string, Map<number, WebhookPayload>>()

/** Reads what an account has sent since it was last asked. */
export async function readMessages(account: string): Promise<WebhookPayload[]> {
  const known = sent.get(account) ?? new Map<number, WebhookPayload>()
  sent.set(account, known)
  const stub = env.ACCOUNT.getByName(account)
  for (let sequence = known.size + 1; ; sequence += 1) {
    const message = await stub.webhook(sequence)
    if (message === undefined) return [...known.values()]
    known.set(sequence, message.payload as WebhookPayload)
  }
}

/** The index says what the account says, once its alarms have run. An account of which nothing is stored needs no entry. */
async function breachesOfIndex(account: string): Promise<string[]> {
  const { state, reason, organisation, authorisedBy, readiness } = await connectionOf(account)
  const entry = await readFleetAccount(env, account)
  if (entry === undefined) return state === 'not-connected' ? [] : [`the state is ${state}, and the index has no entry`]
  const own = [state, reason, organisation?.tenantId, organisation?.name, organisation?.countryCode, authorisedBy, readiness?.state]
  const its = entry.organisation
  const indexed = [entry.state, entry.reason, its?.tenantId, its?.name, its?.countryCode, entry.authorisedBy, entry.readiness]
  const [said, written] = [own, indexed].map((fields) => JSON.stringify(fields))
  return said === written ? [] : [`the account says ${said}, and the index ${written}`]
}

/** miBilling, going by the messages it was sent alone, believes what is so. */
export async function breachesOfMessages(account: string): Promise<string[]> {
  const { state, organisation } = await connectionOf(account)
  const believed = believe(await readMessages(account))
  const isConnected = state === 'connected' || state === 'reconnect-required'
  const breaches: string[] = []
  if (isConnected && !believed.connected) breaches.push(`the state is ${state}, and miBilling was never told of a connection`)
  if (state === 'not-connected' && believed.connected) breaches.push('nothing is connected, and miBilling was not told')
  if (isConnected && believed.tenantId !== organisation?.tenantId) breaches.push('miBilling was told of another organisation')
  if (isConnected && believed.dead !== (state === 'reconnect-required'))
    breaches.push(`the state is ${state}, and miBilling believes the contrary`)
  return breaches
}

function believe(messages: readonly WebhookPayload[]) {
  let believed: { connected: boolean; dead: boolean; tenantId?: string | undefined } = { connected: false, dead: false }
  for (const { type, data } of messages) {
    if (type === 'connection.connected') believed = { ...believed, connected: true }
    if (type === 'connection.organisation-chosen') believed = { ...believed, tenantId: data.organisation?.tenantId }
    if (type === 'connection.reconnect-required') believed = { ...believed, dead: true }
    if (type === 'connection.repaired') believed = { ...believed, dead: false }
    if (type === 'connection.disconnected') believed = { connected: false, dead: false }
  }
  return believed
}

const TOKEN_LIFE_SECONDS = 1801

/** No refresh token was lost: after two lives of an access token, when Xero takes no former one any more, everything still works. */
async function breachesOfCustody(accounts: readonly string[]): Promise<string[]> {
  const breaches: string[] = []
  for (const round of ['first', 'second']) {
    await letPass(TOKEN_LIFE_SECONDS)
    for (const account of accounts) {
      const { state } = await connectionOf(account)
      if (state !== 'connected') continue
      const answer = await tokenOf(account)
      if (answer.status !== 200) breaches.push(`the ${round} refresh afterwards is answered ${answer.status}`)
      await answer.body?.cancel()
    }
  }
  return breaches
}

/** Nobody is told "ready" while Xero would refuse the invoice. */
async function breachesOfReadiness(account: string): Promise<string[]> {
  const connection = await connectionOf(account)
  const link = linkOf(connection)
  if (link === undefined || connection.state !== 'connected' || connection.readiness?.state !== 'ready') return []
  return takesInvoices(await readXeroWorld(), link) ? [] : ['ready, and Xero would refuse an invoice']
}

/** Everything, once all that was to be done has been. */
export async function findBreaches(accounts: readonly string[], mayStay?: string): Promise<string[]> {
  const breaches: string[] = []
  // First of all: what is asked below may bring something new to light.
  for (const account of accounts) breaches.push(...(await breachesOfIndex(account)))
  for (const account of accounts) {
    breaches.push(...(await breachesOfAccount(account)), ...(await breachesOfMessages(account)))
    breaches.push(...(await breachesOfReadiness(account)))
  }
  breaches.push(...(await breachesOfOwnership(mayStay)), ...(await breachesOfCustody(accounts)))
  return breaches
}

export type Goal = Partial<Pick<Connection, 'state' | 'reason'>> & {
  readonly active?: string
  readonly organisations?: readonly string[]
  readonly readiness?: NonNullable<Connection['readiness']>['state']
  /** miBilling was sent each of these once. */
  readonly told?: readonly WebhookType[]
  /** How each of its links for helpers stands; whoever asked twice has two. */
  readonly links?: HandoverState
}

/** Whether an account is as described, organisations by their names. */
export async function isAs(account: string, goal: Goal): Promise<boolean> {
  const { state, reason, organisation, organisations, readiness } = await connectionOf(account)
  const types = (await readMessages(account)).map(({ type }) => type)
  const names = organisations.map(({ name }) => name).sort()
  return (
    (goal.state === undefined || goal.state === state) &&
    (goal.readiness === undefined || goal.readiness === readiness?.state) &&
    (goal.links === undefined || (await statesOfLinks(account)).every((each) => each === goal.links)) &&
    (goal.told ?? []).every((type) => types.filter((one) => one === type).length === 1) &&
    (goal.reason === undefined || goal.reason === reason) &&
    (goal.active === undefined || goal.active === organisation?.name) &&
    (goal.organisations === undefined || JSON.stringify([...goal.organisations].sort()) === JSON.stringify(names))
  )
}

async function statesOfLinks(account: string): Promise<HandoverState[]> {
  const { handovers } = (await (await service(`/v1/accounts/${account}/handovers`)).json()) as Handovers
  return handovers.length === 0 ? ['expired'] : handovers.map(({ state }) => state)
}
