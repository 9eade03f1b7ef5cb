/** From a change to the queue and out of it again: what could be lost, or come twice. */
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { deliveriesTo } from '../local-mistable.ts'
import { letPass, tenantOf } from '../local-xero.ts'
import { visitor } from '../people.ts'
import { connected, handOver, handOverDead, holdQueue, sentTo, storedBy, TELECOM } from './queue.ts'

const HOLDINGS = 'Acme Holdings Pty Ltd'

describe('a queue', () => {
  it('that refuses loses nothing: the alarm puts the messages there again', async () => {
    const refused = vi.spyOn(env.EVENTS, 'sendBatch').mockRejectedValue(new Error('Queues is out of order'))
    const { account, browser } = await visitor()
    expect(await browser.connect('theo', [TELECOM])).toBe('/connect/connected/')
    expect(refused).toHaveBeenCalled()
    expect((await sentTo(account)).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    vi.restoreAllMocks()
    const held = holdQueue()
    await letPass(15)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect(held.map(({ sequence }) => sequence)).toEqual([1, 2])
    expect((await sentTo(account)).map(({ state }) => state)).toEqual(['queued', 'queued'])
  })

  it('that is quicker than we note it is believed: what arrived stays so', async () => {
    vi.spyOn(env.EVENTS, 'sendBatch').mockImplementation(async (messages) => {
      await handOver([...messages].map(({ body }) => body))
      return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }
    })
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    expect((await sentTo(account)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  it('may bring what nobody understands, or nobody has any more: neither holds up the rest, nor makes an account', async () => {
    const { account, held } = await connected()
    const strange = ['nonsense', null, { account }, { account: 'never-seen', sequence: 1 }]
    const { acked, retried } = await handOver([...strange, ...held])
    expect([acked.length, retried]).toEqual([6, []])
    expect((await handOverDead(strange)).acked).toHaveLength(4)
    expect(await deliveriesTo(account)).toHaveLength(2)
    expect(await storedBy('never-seen')).toEqual([])
  })

  it('may bring what is older than thirty days, which is forgotten', async () => {
    const { account, held } = await connected()
    await letPass(31 * 86_400)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    expect((await handOver(held.slice(0, 2))).acked).toEqual([1, 2])
    expect(await deliveriesTo(account)).toEqual([])
  })
})

describe('an account', () => {
  it('is told of each choice, in the numbers’ order', async () => {
    const { account, browser, held } = await connected()
    await browser.connect('theo', [HOLDINGS])
    await browser.call('PUT', '/api/connection/organisation', { tenantId: await tenantOf(HOLDINGS) })
    await handOver(held)
    expect(
      (await deliveriesTo(account)).map(({ payload }) => [payload.sequence, payload.type, payload.data.organisation?.name]),
    ).toEqual([
      [1, 'connection.connected', TELECOM],
      [2, 'connection.organisation-chosen', TELECOM],
      [3, 'connection.organisation-chosen', HOLDINGS],
    ])
  })
})
