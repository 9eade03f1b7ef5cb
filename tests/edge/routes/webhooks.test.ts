import { describe, expect, it } from 'vitest'
import type { SentWebhooks } from '../../../src/contract/wire.ts'
import { deliveriesTo, failFor } from '../local-mistable.ts'
import { problemOf, service, visitor } from '../people.ts'
import { handOver, handOverDead, holdQueue, storedBy } from '../webhooks/queue.ts'

const json = { 'Content-Type': 'application/json' }
const redeliver = (account: string, order?: unknown) =>
  service(`/v1/accounts/${account}/webhooks/redeliver`, {
    method: 'POST',
    ...(order === undefined ? {} : { headers: json, body: JSON.stringify(order) }),
  })
const page = async (account: string, query = ''): Promise<SentWebhooks> =>
  (await service(`/v1/accounts/${account}/webhooks${query}`)).json()

/** One message delivered, one undeliverable. */
async function connected() {
  const held = holdQueue()
  const { account, browser } = await visitor()
  await browser.connect('theo', ['Acme Telecom Pty Ltd'])
  await handOver(held.slice(0, 1))
  await failFor({ account, status: 500 })
  await handOver(held.slice(1), 10)
  await handOverDead(held.slice(1))
  held.length = 0
  return { account, held }
}

describe('an operator', () => {
  it('sees what became of each message, newest first, page by page', async () => {
    const { account } = await connected()
    const all = (await page(account)).webhooks
    expect(all.map(({ sequence, state }) => [sequence, state])).toEqual([
      [2, 'undeliverable'],
      [1, 'delivered'],
    ])
    expect(all[0]?.at).toBeGreaterThan(Date.now() / 1000 - 60)
    const first = await page(account, '?limit=1')
    expect(first).toEqual({ webhooks: all.slice(0, 1), next: 2 })
    expect(await page(account, `?limit=1&before=${first.next}`)).toEqual({ webhooks: all.slice(1) })
  })

  it.each([
    [undefined, [1, 2]],
    [{}, [1, 2]],
    [{ from: 2 }, [2]],
    [{ from: 3 }, []],
  ])('sends again by %o what has those numbers, under the same ids', async (order, sequences) => {
    const { account, held } = await connected()
    const before = await deliveriesTo(account)
    const answer = await redeliver(account, order)
    expect([answer.status, await answer.json()]).toEqual([202, { count: sequences.length }])
    expect(held.map(({ sequence }) => sequence)).toEqual(sequences)
    await handOver(held)
    const fresh = (await deliveriesTo(account)).slice(before.length)
    const idOf = new Map(before.map(({ id, payload }) => [payload.sequence, id]))
    expect(fresh.map(({ id, status, payload }) => [id, status, payload.sequence])).toEqual(
      sequences.map((sequence) => [idOf.get(sequence), 204, sequence]),
    )
    const states = new Map((await page(account)).webhooks.map(({ sequence, state, tries }) => [sequence, [state, tries]]))
    for (const sequence of sequences) expect(states.get(sequence)).toEqual(['delivered', 1])
  })

  it('finds nothing for an account never seen, and makes none by looking', async () => {
    expect(await page('never-seen')).toEqual({ webhooks: [] })
    expect(await (await redeliver('never-seen')).json()).toEqual({ count: 0 })
    expect(await storedBy('never-seen')).toEqual([])
  })

  it.each([
    ['from', { from: 0 }],
    ['from', { from: '1' }],
    ['from', { from: 1.5 }],
    ['to', { to: 1 }],
  ])('is told that %s is wrong in %o', async (field, order) => {
    const answer = await redeliver('some-account', order)
    const { code, detail } = await problemOf(answer)
    expect([answer.status, code]).toEqual([400, 'bad-request'])
    expect(detail).toContain(field)
  })

  it('needs a service key, and the right method', async () => {
    const anonymous = await service('/v1/accounts/some-account/webhooks', { headers: { Authorization: 'Bearer wrong' } })
    expect(anonymous.status).toBe(401)
    const wrong = await service('/v1/accounts/some-account/webhooks/redeliver')
    expect([wrong.status, wrong.headers.get('Allow')]).toEqual([405, 'POST'])
    const put = await service('/v1/accounts/some-account/webhooks', { method: 'PUT' })
    expect([put.status, put.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
  })
})
