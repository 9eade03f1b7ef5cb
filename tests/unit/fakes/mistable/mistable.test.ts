import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startMistable } from '../../../fakes/mistable/server.ts'

const PAGE = '/billing/settings/xero-connect'
const TOKEN = 'public-test-access-token'
const ORGANISATION = { tenantId: 'tenant-1', name: 'Riverbank Plumbing Pty Ltd', countryCode: 'AU', currency: 'AUD', addedAt: 1 }
const CONNECTED = {
  account: 'riverbank',
  state: 'connected',
  organisation: ORGANISATION,
  organisations: [ORGANISATION],
  authorisedBy: { name: 'Olivia Owner', email: 'olivia@example.com' },
  provenAt: 1_795_000_000,
}

interface Call {
  readonly line: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

let answers: Record<string, { status: number; body: unknown }>
let calls: Call[]
let other: Server
let mistable: Awaited<ReturnType<typeof startMistable>>

/** Plays the guide and Xero at once: answers what the test laid out, and remembers what was asked. */
beforeEach(async () => {
  answers = { 'GET /v1/accounts/riverbank': { status: 200, body: CONNECTED } }
  calls = []
  other = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    const line = `${request.method} ${request.url}`
    calls.push({ line, headers: request.headers, body })
    const { status, body: answer } = answers[line] ?? { status: 404, body: {} }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => other.listen(0, 'localhost', resolve))
  const origin = `http://localhost:${(other.address() as AddressInfo).port}`
  mistable = await startMistable({ guideOrigin: origin, xeroApiOrigin: origin })
})

afterEach(async () => {
  await mistable.close()
  other.close()
})

const press = (path: string, body = '') =>
  fetch(mistable.origin + path, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { origin: mistable.origin, cookie: 'mistable_account=riverbank', 'content-type': 'application/x-www-form-urlencoded' },
  })
const textOf = async (path: string) => (await fetch(mistable.origin + path)).text()

describe('the local miStable', () => {
  it('shows the connection in words', async () => {
    const page = await textOf(`${PAGE}?account=riverbank`)
    for (const words of ['Connected', ORGANISATION.name, 'Olivia Owner']) expect(page).toContain(words)
  })

  it('says why a connection needs its person again', async () => {
    answers['GET /v1/accounts/riverbank'] = { status: 200, body: { ...CONNECTED, state: 'reconnect-required', reason: 'expired' } }
    expect(await textOf(`${PAGE}?account=riverbank`)).toContain('60 days')
  })

  it('warns on every overview page when invoices no longer reach Xero, and only then', async () => {
    for (const path of ['/', '/billing', '/billing/settings'])
      expect(await textOf(`${path}?account=riverbank`)).not.toContain('no longer')
    answers['GET /v1/accounts/riverbank'] = { status: 200, body: { ...CONNECTED, state: 'reconnect-required', reason: 'revoked' } }
    for (const path of ['/', '/billing', '/billing/settings']) {
      expect(await textOf(`${path}?account=riverbank`)).toContain(`Invoices no longer reach ${ORGANISATION.name}`)
    }
  })

  it('warns there too when Xero would refuse the next invoice', async () => {
    const readiness = { state: 'blocked', findings: [{ code: 'approval-not-allowed', blocks: true }] }
    answers['GET /v1/accounts/riverbank'] = { status: 200, body: { ...CONNECTED, readiness } }
    expect(await textOf('/?account=riverbank')).toContain(`${ORGANISATION.name} is connected, and would refuse your next invoice.`)
  })

  it.each([
    ['the organisation of a dead connection', { ...CONNECTED, state: 'reconnect-required', reason: 'access-removed' }, 'tenant-1'],
    ['none while the connection works', CONNECTED, undefined],
    ['none before the first connection', { account: 'riverbank', state: 'not-connected', organisations: [] }, undefined],
  ])('asks a helper for %s', async (_, body, organisation) => {
    answers['GET /v1/accounts/riverbank'] = { status: 200, body }
    const link = { id: '1', url: 'http://localhost:1/', message: 'Hello, please help.', expiresAt: 1 }
    answers['POST /v1/accounts/riverbank/handovers'] = { status: 201, body: link }
    expect(await (await press(`${PAGE}/handovers`, 'why=You+do+our+books&locale=zh-CN')).text()).toContain(link.message)
    const call = calls.find(({ line }) => line.endsWith('/handovers') && line.startsWith('POST'))
    const order = { name: 'Riverbank Plumbing', user: 'Olivia Owner', why: 'You do our books', locale: 'zh-CN' }
    expect(JSON.parse(call?.body ?? '')).toEqual({ ...order, ...(organisation === undefined ? {} : { organisation }) })
  })

  it('says when Xero is looked at before a run that was announced', async () => {
    const announced = { account: 'riverbank', at: 1_795_452_023, looksAt: [1_795_365_000, 1_795_450_000] }
    answers['PUT /v1/accounts/riverbank/next-run'] = { status: 200, body: announced }
    const page = await (await press(`${PAGE}/run`, 'in=86400')).text()
    for (const words of ['24 November 2026 at 3:40 am', '23 November 2026 at 3:30 am', '24 November 2026 at 3:06 am'])
      expect(page).toContain(words)
  })

  it('shows what the guide brings to support', async () => {
    const page = await textOf('/support?code=7KQ2-M4XP&page=/problems/cancelled/&step=/connect/log-in/')
    for (const words of ['7KQ2-M4XP', '/problems/cancelled/', '/connect/log-in/']) expect(page).toContain(words)
  })

  it('opens a session for the account and sends the browser to it', async () => {
    answers['POST /v1/sessions'] = { status: 201, body: { url: 'http://localhost:1/start?token=t', expiresAt: 1 } }
    const answer = await press(PAGE)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'http://localhost:1/start?token=t'])
    const call = calls.find(({ line }) => line === 'POST /v1/sessions')
    expect(call?.headers.authorization).toBe('Bearer public-test-service-key')
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      account: 'riverbank',
      returnUrl: `${mistable.origin}${PAGE}?account=riverbank`,
    })
  })

  it('fetches from Xero with the token of the account, and shows no token', async () => {
    answers['GET /v1/accounts/riverbank/access-token'] = {
      status: 200,
      body: { accessToken: TOKEN, tokenType: 'Bearer', expiresAt: 2, tenantId: 'tenant-1', organisation: ORGANISATION },
    }
    answers['GET /api.xro/2.0/Organisation'] = { status: 200, body: { Organisations: [{ Name: 'From Xero', ShortCode: '!x1' }] } }
    const invoice = { InvoiceNumber: 'INV-7', Contact: { Name: 'Kew Strata' }, DueDateString: '2026-12-05T00:00:00' }
    answers['GET /api.xro/2.0/Invoices'] = {
      status: 200,
      body: { Invoices: [{ ...invoice, Status: 'AUTHORISED', Total: 88, CurrencyCode: 'AUD' }] },
    }
    const page = await (await press(`${PAGE}/invoices`)).text()
    for (const words of ['From Xero', 'INV-7', 'Kew Strata', '2026-12-05', 'Awaiting payment', '$88.00'])
      expect(page).toContain(words)
    expect(page).not.toContain(TOKEN)
    const asked = calls.filter(({ line }) => line.includes('/api.xro/')).map(({ headers }) => headers)
    for (const headers of asked) expect([headers.authorization, headers['xero-tenant-id']]).toEqual([`Bearer ${TOKEN}`, 'tenant-1'])
    expect(asked).toHaveLength(2)
  })

  it('shows a refusal with its code and support code', async () => {
    answers['GET /v1/accounts/riverbank/access-token'] = {
      status: 409,
      body: { title: 'No organisation has been chosen', status: 409, code: 'organisation-not-chosen', ref: '7KQ2-M4XP' },
    }
    const page = await (await press(`${PAGE}/invoices`)).text()
    for (const words of ['No organisation has been chosen', 'organisation-not-chosen', '7KQ2-M4XP']) expect(page).toContain(words)
  })

  it('says so when the guide does not answer', async () => {
    other.close()
    other.closeAllConnections()
    expect(await textOf(PAGE)).toContain('is not answering')
  })

  it('greets people who come back, and does not believe the address over the guide', async () => {
    expect(await textOf(`${PAGE}?account=riverbank&xero=connected`)).toContain('Xero is connected.')
    expect(await textOf(`${PAGE}?account=riverbank&xero=not-connected`)).not.toContain('is not connected yet')
  })

  it('keeps the account someone switched to', async () => {
    const answer = await fetch(`${mistable.origin}/account`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: mistable.origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: `account=riverbank&back=${encodeURIComponent('https://elsewhere.example')}`,
    })
    expect(answer.headers.get('location')).toBe('/')
    expect(answer.headers.get('set-cookie')).toContain('riverbank')
  })

  it('refuses a form of another site', async () => {
    const answer = await fetch(mistable.origin + PAGE, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer.status).toBe(403)
  })

  it('names a port that is taken', async () => {
    const port = Number(new URL(mistable.origin).port)
    await expect(startMistable({ port, guideOrigin: 'x', xeroApiOrigin: 'x' })).rejects.toThrow(String(port))
  })
})
