/**
 * The examples of docs/ and of the description of `/v1`: what the running Worker really answers and sends. `npm run examples` takes
 * them again, into src/reference/captured.json and the pages.
 */
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { deliveriesTo, failFor } from '../local-mistable.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { Browser, mint, service, tokenOf } from '../people.ts'
import { handOver, holdQueue } from '../webhooks/queue.ts'
import { createStable } from './stable.ts'

const COMPANY = 'Riverbank Plumbing Pty Ltd'
const ACCOUNT = 'riverbank'
const at = (more = '') => `/v1/accounts/${ACCOUNT}${more}`
const bodyOf = async (answer: Promise<Response>): Promise<unknown> => (await answer).json()

/** Someone who goes to Xero and doesn't come back. The local miStable would find the message from the future. */
async function stall() {
  const account = 'wattle-cycles'
  const browser = new Browser()
  await browser.open(account, { name: 'Wattle Cycles' })
  await browser.setOff()
  await letPass(900)
  await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
  const message = await env.ACCOUNT.getByName(account).webhook(1)
  if (message === undefined) throw new Error('nobody was told of a stall')
  return message
}

/** The index, once the account has written its entry and that second is over. */
async function listedFleet(): Promise<unknown> {
  await letPass(6)
  await runDurableObjectAlarm(env.ACCOUNT.getByName(ACCOUNT))
  const listed = async () => (await bodyOf(service('/v1/accounts'))) as { accounts: unknown[] }
  await expect.poll(async () => (await listed()).accounts.length, { timeout: 5000 }).toBe(1)
  return listed()
}

/** One customer, from the first link to the end, and what miBilling sees of it. */
async function capture(): Promise<Record<string, unknown>> {
  const held = holdQueue()
  /** Delivers what has been queued since. */
  const deliver = () => handOver(held.splice(0))
  const browser = new Browser()
  const notConnected = await bodyOf(service(at()))
  const session = await bodyOf(mint({ account: ACCOUNT }))
  const order = { name: 'Riverbank Plumbing', user: 'Olivia Owner', why: 'You do our books' }
  const handover = await bodyOf(
    service(at('/handovers'), { method: 'POST', body: JSON.stringify(order), headers: { 'Content-Type': 'application/json' } }),
  )
  const handovers = await bodyOf(service(at('/handovers')))
  await browser.open(ACCOUNT)
  await browser.connect('olivia', [COMPANY])
  const [first, second] = held.splice(0)
  await handOver([first])
  await failFor({ account: ACCOUNT, status: 503, times: 3 })
  for (const attempt of [1, 2, 3]) await handOver([second], attempt)
  const webhooks = await bodyOf(service(at('/webhooks')))
  const redelivery = await bodyOf(
    service(at('/webhooks/redeliver'), { method: 'POST', body: '{"from":2}', headers: { 'Content-Type': 'application/json' } }),
  )
  await deliver()
  const connected = await bodyOf(service(at()))
  const accessToken = await bodyOf(tokenOf(ACCOUNT))
  const timeline = await bodyOf(service(at('/events?limit=2')))

  const json = { 'Content-Type': 'application/json' }
  const fleet = await listedFleet()
  const reindexed = await bodyOf(service('/v1/index', { method: 'POST', body: '{}', headers: json }))
  const runAt = Math.floor(Date.now() / 1000) + 86_400
  const nextRun = await bodyOf(service(at('/next-run'), { method: 'PUT', body: JSON.stringify({ at: runAt }), headers: json }))
  const runs = { runs: [{ account: ACCOUNT, at: runAt }] }
  const nextRuns = await bodyOf(service('/v1/next-runs', { method: 'PUT', body: JSON.stringify(runs), headers: json }))
  await localXero.disconnect('olivia', COMPANY)
  const lost = await bodyOf(service(at('/check'), { method: 'POST' }))
  await deliver()
  // So near that the one look left is due at once.
  await service(at('/next-run'), { method: 'PUT', body: JSON.stringify({ at: Math.floor(Date.now() / 1000) + 2 }), headers: json })
  await runDurableObjectAlarm(env.ACCOUNT.getByName(ACCOUNT))
  await deliver()
  const reconnectRequired = await bodyOf(tokenOf(ACCOUNT))
  await browser.connect('olivia', [COMPANY], await tenantOf(COMPANY))
  await deliver()
  await service(at(), { method: 'DELETE' })
  await deliver()
  const deliveries = await deliveriesTo(ACCOUNT)
  const messages = Object.fromEntries([...deliveries, await stall()].map(({ payload }) => [payload.type, payload]))
  const userAgent = deliveries[0]?.userAgent
  return {
    notConnected,
    session,
    handover,
    handovers,
    connected,
    accessToken,
    timeline,
    fleet,
    reindexed,
    lost,
    reconnectRequired,
    webhooks,
    redelivery,
    nextRun,
    nextRuns,
    userAgent,
    messages,
  }
}

describe('the examples', () => {
  it('are what the Worker answers and sends', async () => {
    const stable = createStable(Math.floor(Date.now() / 1000))
    const captured = stable(await capture())
    await expect(`${JSON.stringify(captured, null, 2)}\n`).toMatchFileSnapshot('../../../src/reference/captured.json')
  })
})
