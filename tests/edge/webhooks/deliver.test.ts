/** Delivery, batch by batch. queue.test.ts has the real queue, outbox.test.ts what happens between a change and the queue. */
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { send } from '../../../functions/webhooks/send.ts'
import type { Timeline } from '../../../src/contract/wire.ts'
import { deliveriesTo, failFor, RECEIVER } from '../local-mistable.ts'
import { service, tokenOf, visitor } from '../people.ts'
import { connected, handOver, handOverDead, handOverWith, sentTo, TELECOM } from './queue.ts'

describe('a message to miBilling', () => {
  it('is delivered once, signed, and noted', async () => {
    const { account, held } = await connected()
    expect(held).toEqual([
      { account, sequence: 1 },
      { account, sequence: 2 },
    ])
    expect(await handOver(held)).toEqual({ acked: [1, 2], retried: [] })
    const deliveries = await deliveriesTo(account)
    expect(deliveries.map(({ status, payload }) => [status, payload.sequence, payload.type])).toEqual([
      [204, 1, 'connection.connected'],
      [204, 2, 'connection.organisation-chosen'],
    ])
    expect(deliveries[0]).toMatchObject({
      userAgent: expect.stringContaining('miBilling'),
      payload: { timestamp: expect.stringMatching(/^\d{4}-.*Z$/), data: { account, organisation: { name: TELECOM } } },
    })
    expect(await sentTo(account)).toMatchObject([
      { sequence: 2, id: deliveries[1]?.id, type: 'connection.organisation-chosen', state: 'delivered', tries: 1 },
      { sequence: 1, id: deliveries[0]?.id, type: 'connection.connected', state: 'delivered', tries: 1 },
    ])
    expect(new Set(deliveries.map(({ id }) => id)).size).toBe(2)
  })

  it('that the queue hands over again after it arrived is not sent again', async () => {
    const { account, held } = await connected()
    await handOver(held)
    expect(await handOver(held)).toEqual({ acked: [1, 2], retried: [] })
    expect(await deliveriesTo(account)).toHaveLength(2)
  })

  it('goes out in the order of its account’s numbers, however the batch is shuffled', async () => {
    const one = await connected()
    const other = await visitor()
    await other.browser.connect('olivia', ['Riverbank Plumbing Pty Ltd'])
    await handOver(one.held.toReversed())
    for (const { account } of [one, other])
      expect((await deliveriesTo(account)).map(({ payload }) => payload.sequence)).toEqual([1, 2])
  })

  it('holds no token', async () => {
    const { account, browser, held } = await connected()
    const { accessToken } = (await (await tokenOf(account)).json()) as { accessToken: string }
    await browser.call('DELETE', '/api/connection')
    await handOver(held)
    const deliveries = await deliveriesTo(account)
    expect(deliveries.map(({ payload }) => payload.type)).toContain('connection.disconnected')
    const text = JSON.stringify(deliveries)
    expect(text).not.toContain(accessToken)
    expect(text).not.toMatch(/token"|secret|eyJ/i)
  })

  it('tells of the end when miBilling itself deletes the account', async () => {
    const { account, held } = await connected()
    expect((await service(`/v1/accounts/${account}`, { method: 'DELETE' })).status).toBe(204)
    await handOver(held)
    expect((await deliveriesTo(account)).at(-1)?.payload).toMatchObject({
      type: 'connection.disconnected',
      sequence: 3,
      data: { account, state: 'not-connected', organisations: [] },
    })
  })
})

describe('a try that fails', () => {
  it('is followed by another, under the same id, and holds up no other message', async () => {
    const { account, held } = await connected()
    await failFor({ account, status: 500 })
    expect(await handOver(held)).toEqual({ acked: [2], retried: [{ sequence: 1, delaySeconds: expect.closeTo(5, -0.5) }] })
    expect((await sentTo(account))[1]).toMatchObject({ sequence: 1, state: 'queued', tries: 1, cause: 'http-500' })
    expect(await handOver(held.slice(0, 1), 2)).toEqual({ acked: [1], retried: [] })
    const deliveries = await deliveriesTo(account)
    expect(deliveries.map(({ status, payload }) => [status, payload.sequence])).toEqual([
      [500, 1],
      [204, 2],
      [204, 1],
    ])
    expect(deliveries[2]?.id).toBe(deliveries[0]?.id)
    const [, first] = await sentTo(account)
    expect(first).toMatchObject({ state: 'delivered', tries: 2 })
    expect(first).not.toHaveProperty('cause')
  })

  it('is followed by another no sooner than miBilling asked for', async () => {
    const { account, held } = await connected()
    await failFor({ account, status: 429, headers: { 'Retry-After': '77' } })
    expect((await handOver(held)).retried).toEqual([{ sequence: 1, delaySeconds: 77 }])
  })

  it.each([301, 307, 400, 410])('is one that is answered %i, which is not followed', async (status) => {
    const { account, held } = await connected()
    await failFor({ account, status, headers: { Location: RECEIVER } })
    expect((await handOver(held)).retried).toMatchObject([{ sequence: 1 }])
    expect(await deliveriesTo(account)).toHaveLength(2)
  })

  it('is one whose answer does not come in time', async () => {
    const { account, held } = await connected()
    const message = await env.ACCOUNT.getByName(account).webhook(1)
    if (message === undefined) throw new Error('there is no message')
    const receiver = { url: RECEIVER, secrets: [env.WEBHOOK_SECRET] }
    await failFor({ account, hang: true })
    expect(await send(receiver, message, 0.3)).toEqual({ cause: 'no-answer' })
    expect(await send(receiver, message, 0.3)).toBeUndefined()
    expect(held).toHaveLength(2)
  })

  it('is one that nobody listens to', async () => {
    const { account } = await connected()
    const message = await env.ACCOUNT.getByName(account).webhook(1)
    if (message === undefined) throw new Error('there is no message')
    expect(await send({ url: 'http://localhost:1/', secrets: [env.WEBHOOK_SECRET] }, message)).toEqual({ cause: 'no-answer' })
  })

  it('is one without a WEBHOOK_URL to call, since someone took it away', async () => {
    const { account, held } = await connected()
    expect((await handOverWith({ WEBHOOK_URL: '' }, held)).retried).toHaveLength(2)
    expect((await sentTo(account)).map(({ state, cause }) => [state, cause])).toEqual([
      ['queued', 'switched-off'],
      ['queued', 'switched-off'],
    ])
  })

  it('may be none: settings or objects out of order put every message off, and lose none', async () => {
    const { account, held } = await connected()
    const later = held.map(({ sequence }) => ({ sequence, delaySeconds: expect.closeTo(5, -0.5) }))
    expect(await handOverWith({ WEBHOOK_SECRET: 'whsec_short' }, held)).toEqual({ acked: [], retried: later })
    vi.spyOn(env.ACCOUNT, 'getByName').mockImplementation(() => {
      throw new Error('out of order')
    })
    expect(await handOver(held)).toEqual({ acked: [], retried: later })
    expect(await handOverDead(held)).toEqual({ acked: [], retried: later })
    vi.restoreAllMocks()
    expect(await deliveriesTo(account)).toEqual([])
    expect((await sentTo(account)).map(({ state, tries }) => [state, tries])).toEqual([
      ['queued', 0],
      ['queued', 0],
    ])
  })

  it('is one that arrived without our noting it: it comes again under the same id', async () => {
    const { account, held } = await connected()
    const object = env.ACCOUNT.getByName(account)
    const cutShort = {
      webhook: (sequence: number) => object.webhook(sequence),
      webhookTried: () => Promise.reject(new Error('stopped dead')),
    }
    vi.spyOn(env.ACCOUNT, 'getByName').mockReturnValueOnce(cutShort as unknown as typeof object)
    expect((await handOver(held)).retried).toMatchObject([{ sequence: 1 }])
    expect((await sentTo(account))[1]).toMatchObject({ sequence: 1, state: 'queued' })
    expect((await handOver(held.slice(0, 1), 2)).acked).toEqual([1])
    const ids = (await deliveriesTo(account)).filter(({ payload }) => payload.sequence === 1).map(({ id }) => id)
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  })
})

describe('while we change from one secret to another', () => {
  it('both sign, the newest first', async () => {
    const { account } = await connected()
    const message = await env.ACCOUNT.getByName(account).webhook(1)
    if (message === undefined) throw new Error('there is no message')
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(null, { status: 204 }))
    const next = `whsec_${btoa('the-next-secret-of-webhooks')}`
    await send({ url: RECEIVER, secrets: [next, env.WEBHOOK_SECRET] }, message)
    const signature = new Headers(fetched.mock.lastCall?.[1]?.headers).get('webhook-signature')
    vi.restoreAllMocks()
    expect(signature).toMatch(/^v1,\S+ v1,\S+$/)
    expect(await send({ url: RECEIVER, secrets: [next, env.WEBHOOK_SECRET] }, message)).toBeUndefined()
    expect(await send({ url: RECEIVER, secrets: [next] }, message)).toEqual({ cause: 'http-401' })
  })
})

describe('a message that was tried for the last time', () => {
  it('is undeliverable, and the timeline and the list say why', async () => {
    const { account, held } = await connected()
    await failFor({ account, status: 503, times: 2 })
    await handOver(held, 10)
    expect(await handOverDead(held)).toEqual({ acked: [1, 2], retried: [] })
    expect(await sentTo(account)).toMatchObject([
      { sequence: 2, state: 'undeliverable', cause: 'http-503' },
      { sequence: 1, state: 'undeliverable', cause: 'http-503' },
    ])
    const { events }: Timeline = await (await service(`/v1/accounts/${account}/events?limit=2`)).json()
    expect(events).toMatchObject([
      { type: 'webhook.undeliverable', cause: 'http-503' },
      { type: 'webhook.undeliverable', cause: 'http-503' },
    ])
  })

  it('is told of once, and not when it arrived after all', async () => {
    const { account, held } = await connected()
    await handOver(held.slice(1))
    await handOverDead(held)
    await handOverDead(held, 2)
    const { events }: Timeline = await (await service(`/v1/accounts/${account}/events`)).json()
    expect(events.filter(({ type }) => type === 'webhook.undeliverable')).toHaveLength(1)
    expect((await sentTo(account)).map(({ state }) => state)).toEqual(['delivered', 'undeliverable'])
  })
})
