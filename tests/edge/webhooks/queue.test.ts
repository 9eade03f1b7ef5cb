/** The real queue, local as it is: what miBilling hears, and how long after. */
import { describe, expect, it, vi } from 'vitest'
import { deliveriesTo, failFor } from '../local-mistable.ts'
import { newAccount, visitor } from '../people.ts'

const PATIENCE = { timeout: 15_000, interval: 200 }

describe('the queue', () => {
  it('brings what happened to miBilling, once, and again what miBilling could not take', async () => {
    const account = newAccount()
    await failFor({ account, status: 500 })
    const { browser } = await visitor(account)
    await browser.connect('theo', ['Acme Telecom Pty Ltd'])
    const taken = async () => (await deliveriesTo(account)).filter(({ status }) => status === 204)
    await vi.waitUntil(async () => (await taken()).length === 2, PATIENCE)
    const deliveries = await deliveriesTo(account)
    expect(deliveries.map(({ status, payload }) => [status, payload.sequence])).toEqual([
      [500, 1],
      [204, 2],
      [204, 1],
    ])
    expect(deliveries[2]?.id).toBe(deliveries[0]?.id)
    const [first, , again] = deliveries.map(({ at }) => at)
    expect((again ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(4)
  })
})
