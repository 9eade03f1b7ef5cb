import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebhookPayload } from '../../../../src/contract/wire.ts'
import { createInbox } from '../../../fakes/mistable/inbox.ts'
import { startMistable } from '../../../fakes/mistable/server.ts'

const SECRET = `whsec_${btoa('a-secret-of-this-test-alone')}`
const PAGE = '/billing/settings/webhooks'

let mistable: Awaited<ReturnType<typeof startMistable>>
beforeEach(async () => {
  mistable = await startMistable({ guideOrigin: 'http://localhost:1', xeroApiOrigin: 'http://localhost:1', webhookSecret: SECRET })
})
afterEach(() => mistable.close())

const payload = (sequence: number, more: Partial<WebhookPayload['data']> = {}): WebhookPayload => ({
  type: 'connection.connected',
  timestamp: '2026-11-27T01:02:03.000Z',
  sequence,
  data: {
    account: 'riverbank',
    state: 'connected',
    organisation: { tenantId: 'tenant-1', name: 'Riverbank Plumbing Pty Ltd', addedAt: 1 },
    organisations: [],
    ...more,
  },
})

interface Order {
  readonly id?: string
  readonly secret?: string
  readonly agoSeconds?: number
  readonly changed?: boolean
}

/** Sends as the guide does. */
async function send(
  message: WebhookPayload,
  { id = `msg_${message.sequence}`, secret = SECRET, agoSeconds = 0, changed }: Order = {},
) {
  const body = JSON.stringify(message)
  const at = new Date(Date.now() - agoSeconds * 1000)
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
  return fetch(`${mistable.origin}/webhooks`, {
    method: 'POST',
    headers,
    body: changed === true ? body.replace('Pty', 'Ltd') : body,
  })
}

const control = (method: string, path: string, body?: object) =>
  fetch(`${mistable.origin}/control/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const shown = async (account = 'riverbank') => (await fetch(`${mistable.origin}${PAGE}?account=${account}`)).text()
const numbersIn = (page: string) => [...page.matchAll(/<th scope="row">(\d+)</g)].map(([, number]) => Number(number))

describe('the receiver of webhooks', () => {
  it('takes what is signed, and shows it to its account alone', async () => {
    expect((await send(payload(1, { reason: 'expired' }))).status).toBe(204)
    const page = await shown()
    for (const words of ['connection.connected', 'Riverbank Plumbing Pty Ltd', 'expired', '27/11/26']) expect(page).toContain(words)
    expect(numbersIn(await shown('acme-telecom'))).toEqual([])
  })

  it.each([
    ['signed by someone else', { secret: `whsec_${btoa('the-secret-of-someone-else')}` }],
    ['changed on the way', { changed: true }],
    ['signed six minutes ago', { agoSeconds: 360 }],
    ['signed for a time to come', { agoSeconds: -360 }],
  ])('refuses what is %s', async (_, order) => {
    expect((await send(payload(1), order)).status).toBe(401)
    expect(numbersIn(await shown())).toEqual([])
  })

  it('refuses what is not signed', async () => {
    expect((await fetch(`${mistable.origin}/webhooks`, { method: 'POST', body: JSON.stringify(payload(1)) })).status).toBe(401)
  })

  it('shows the newest first, and a repeat once, with how often it came', async () => {
    for (const sequence of [2, 1, 3, 2]) await send(payload(sequence))
    const page = await shown()
    expect(numbersIn(page)).toEqual([3, 2, 1])
    expect([...page.matchAll(/<td class="sum">(\d)</g)].map(([, times]) => times)).toEqual(['1', '2', '1'])
    expect(page).not.toContain('Missing')
  })

  it('shows who stopped where, with the way back, and what puts a run at risk', async () => {
    const resumeUrl = 'https://mistable.example/xero-connect?goto=%2Fconnect%2Flog-in%2F'
    const stalled = { kind: 'attempt', step: 'connect/log-in', problem: 'cancelled', language: 'en', since: 1, resumeUrl } as const
    await send({ ...payload(1), type: 'attempt.stalled', stalled })
    const ask = { who: 'authoriser', name: 'Olivia Owner', email: 'olivia@riverbank.example.com' } as const
    await send({ ...payload(2), type: 'connection.at-risk', risk: { runAt: 1_795_452_023, cause: 'expired', ask } })
    const page = await shown()
    for (const words of ['connect/log-in, cancelled', resumeUrl, 'expired; run at 24/11/26, 3:40 am; ask Olivia Owner'])
      expect(page).toContain(words)
  })

  it('says which numbers are missing between those that came', async () => {
    for (const sequence of [4, 7]) await send(payload(sequence))
    expect(await shown()).toContain('Missing: numbers 5, 6')
    for (const sequence of [5, 6]) await send(payload(sequence))
    expect(await shown()).not.toContain('Missing')
  })
})

describe('what arrived', () => {
  it('is kept up to a bound, the newest of it', () => {
    const inbox = createInbox()
    for (let sequence = 1; sequence <= 1003; sequence += 1)
      inbox.note({ at: sequence, id: `msg_${sequence}`, status: 204, userAgent: '', payload: payload(sequence) })
    expect([inbox.deliveries().length, inbox.deliveries()[0]?.payload.sequence]).toEqual([1000, 4])
  })
})

describe('the control', () => {
  it('lets the receiver fail as often as was asked for, for one account', async () => {
    await control('POST', 'faults', { account: 'riverbank', status: 503, headers: { 'Retry-After': '7' }, times: 2 })
    const other = await send(payload(1, { account: 'acme-telecom' }))
    const answers = [other, await send(payload(1)), await send(payload(1)), await send(payload(1))]
    expect(answers.map(({ status }) => status)).toEqual([204, 503, 503, 204])
    expect(answers[1]?.headers.get('Retry-After')).toBe('7')
  })

  it('lets it hang, until that is taken back', async () => {
    await control('POST', 'faults', { hang: true, times: 9 })
    const silent = send(payload(1)).then(
      () => 'answered',
      () => 'cut off',
    )
    const deliveries = async () => (await (await control('GET', 'deliveries')).json()) as { status?: number }[]
    await vi.waitUntil(async () => (await deliveries()).length === 1)
    expect((await deliveries())[0]).not.toHaveProperty('status')
    await control('DELETE', 'faults')
    expect((await send(payload(2))).status).toBe(204)
    await mistable.close()
    expect(await silent).toBe('cut off')
  })

  it.each([{}, { status: 42 }, { state: 500 }])('refuses a plan that makes no sense: %o', async (plan) => {
    expect((await control('POST', 'faults', plan)).status).toBe(400)
  })
})
