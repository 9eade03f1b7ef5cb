import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { secondsLeft, withDeadline } from '../../../../functions/xero/deadline.ts'
import { send } from '../../../../functions/xero/transport.ts'

let server: Server
let address: string
let asked = 0
let answer: (() => [number, Record<string, string>, string]) | undefined

/** A server that hangs unless told what to answer. */
beforeEach(async () => {
  asked = 0
  answer = undefined
  server = createServer((_, response) => {
    asked += 1
    const now = answer?.()
    if (now !== undefined) response.writeHead(now[0], now[1]).end(now[2])
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  server.closeAllConnections()
  server.close()
})

describe('a call to Xero', () => {
  it('is given up after ten seconds', async () => {
    let end = ''
    const call = send(new Request(address)).catch((error: Error) => {
      end = error.name
    })
    while (asked === 0) await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(9_999)
    expect(end).toBe('')
    await vi.advanceTimersByTimeAsync(1)
    await call
    expect(end).toBe('AbortError')
  })

  it('leaves no timer behind, which would keep an object from sleeping', async () => {
    answer = () => [200, {}, '{}']
    await (await send(new Request(address))).json()
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    ['7', 7],
    ['Fri, 20 Nov 2026 00:00:30 GMT', 30],
    ['soon', undefined],
  ])('keeps a Retry-After of %s', async (header, seconds) => {
    vi.setSystemTime(new Date('2026-11-20T00:00:00Z'))
    answer = () => [429, { 'Retry-After': header }, '']
    const trace = {}
    await send(new Request(address), trace)
    expect(trace).toEqual({ status: 429, ...(seconds === undefined ? {} : { retryAfterIn: seconds }) })
  })
})

describe('a caller’s patience', () => {
  it('is 25 seconds for all calls together', async () => {
    const calls = withDeadline(async () => {
      const ends: number[] = []
      const begun = Date.now()
      for (let call = 0; call < 4; call += 1) {
        await send(new Request(address)).catch(() => ends.push(Date.now() - begun))
      }
      return ends
    })
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await calls).map((end) => Math.round(end / 1000))).toEqual([10, 20, 25, 25])
    expect(asked).toBeLessThanOrEqual(3)
  })

  it('is not made longer by what begins within it', async () => {
    await withDeadline(async () => {
      await vi.advanceTimersByTimeAsync(20_000)
      await withDeadline(async () => expect(secondsLeft()).toBe(5))
    })
  })
})
