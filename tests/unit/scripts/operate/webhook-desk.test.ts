import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Guide } from '../../../../scripts/operate/call-guide.ts'
import { carryOut, readCommand } from '../../../../scripts/operate/webhook-desk.ts'

/** What the guide answers to which call, and what it was asked. */
let answers: Record<string, { status: number; body: unknown }>
let calls: { line: string; key: string | undefined; body: string }[]
let server: Server
let guide: Guide

beforeEach(async () => {
  answers = {}
  calls = []
  server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    const line = `${request.method} ${request.url}`
    calls.push({ line, key: request.headers.authorization, body })
    const { status, body: answer } = answers[line] ?? { status: 404, body: {} }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  guide = { origin: `http://localhost:${(server.address() as AddressInfo).port}`, serviceKey: 'a-key' }
})

afterEach(() => server.close())

const LIST = 'GET /v1/accounts/acme/webhooks'
const REDELIVER = 'POST /v1/accounts/acme/webhooks/redeliver'
const message = (sequence: number, more: object) => ({
  sequence,
  id: `msg_${sequence}`,
  type: 'connection.connected',
  at: 1_795_452_023,
  ...more,
})

describe('the words of npm run webhooks', () => {
  it.each([
    [['list', 'acme'], undefined, { name: 'list', account: 'acme' }],
    [['redeliver', 'acme'], undefined, { name: 'redeliver', account: 'acme' }],
    [['redeliver', 'acme'], '7', { name: 'redeliver', account: 'acme', from: 7 }],
  ])('%o with --from %s make a command', (words, from, command) => {
    expect(readCommand(words, from)).toEqual(command)
  })

  it.each([
    [[], undefined],
    [['list'], undefined],
    [['list', ''], undefined],
    [['list', 'acme', 'other'], undefined],
    [['list', 'acme'], '7'],
    [['send', 'acme'], undefined],
    [['redeliver', 'acme'], '0'],
    [['redeliver', 'acme'], 'first'],
  ])('%o with --from %s make none', (words, from) => {
    expect(readCommand(words, from)).toBeUndefined()
  })
})

describe('list', () => {
  it('shows all pages, a line each', async () => {
    answers[LIST] = { status: 200, body: { webhooks: [message(3, { state: 'queued', tries: 2, cause: 'http-500' })], next: 3 } }
    answers[`${LIST}?before=3`] = { status: 200, body: { webhooks: [message(2, { state: 'delivered', tries: 1 })] } }
    const told = await carryOut({ name: 'list', account: 'acme' }, guide)
    const [first, second, ...more] = told.ok ? told.value.split('\n') : []
    expect(first).toMatch(/^ +3 {2}2026-11-23 \d\d:\d\d UTC {2}queued +connection\.connected {2}msg_3 {2}2 tries, last http-500$/)
    expect(second).toMatch(/^ +2 {2}.* delivered .* msg_2 {2}1 try$/)
    expect(more).toEqual([])
    expect(calls.map(({ key }) => key)).toEqual(['Bearer a-key', 'Bearer a-key'])
  })

  it('says so when there are none', async () => {
    answers[LIST] = { status: 200, body: { webhooks: [] } }
    expect(await carryOut({ name: 'list', account: 'acme' }, guide)).toEqual({ ok: true, value: 'No messages.' })
  })
})

describe('redeliver', () => {
  it.each([
    [{}, '{}', 2, '2 messages are on the way.'],
    [{ from: 7 }, '{"from":7}', 1, '1 message is on the way.'],
    [{ from: 9 }, '{"from":9}', 0, 'There is no such message.'],
  ])('by %o asks for that, and says how many', async (more, body, count, words) => {
    answers[REDELIVER] = { status: 202, body: { count } }
    expect(await carryOut({ name: 'redeliver', account: 'acme', ...more }, guide)).toEqual({ ok: true, value: words })
    expect(calls).toMatchObject([{ line: REDELIVER, body }])
  })
})

describe('a guide that refuses', () => {
  it.each([
    [401, { code: 'unauthorised', title: 'x', ref: 'r' }, 'does not accept SERVICE_KEY'],
    [
      400,
      { code: 'bad-request', title: 'x', detail: 'account: must be …', ref: '7KQ2-M4XP' },
      '400: account: must be … (support code 7KQ2-M4XP)',
    ],
    [500, { code: 'internal', title: 'Our mistake', ref: '7KQ2-M4XP' }, '500: Our mistake (support code 7KQ2-M4XP)'],
  ])('with %i is quoted, and no key is', async (status, body, words) => {
    answers[LIST] = { status, body }
    const told = await carryOut({ name: 'list', account: 'acme' }, guide)
    expect(told).toMatchObject({ ok: false, error: expect.stringContaining(words) })
    expect(JSON.stringify(told)).not.toContain('a-key')
  })

  it('to answer at all is named, with the setting that says where it is', async () => {
    server.close()
    server.closeAllConnections()
    const told = await carryOut({ name: 'list', account: 'acme' }, guide)
    expect(told).toMatchObject({ ok: false, error: expect.stringMatching(new RegExp(`${guide.origin} .*GUIDE_ORIGIN`)) })
  })
})
