import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { app } from '../../../functions/app.ts'
import { createTables } from '../feedback/site.ts'
import { tenantOf } from '../local-xero.ts'
import { connectionOf, locationOf, newAccount, ORIGIN, problemOf, service, visitor } from '../people.ts'
import { Helper, handOver, handoversOf } from './helper.ts'

const TELECOM = 'Acme Telecom Pty Ltd'

beforeEach(createTables)

describe('what a helper may do', () => {
  const OWN = ['POST /api/help-connect', 'POST /api/help-connect/claim', 'POST /api/undo-connection', 'GET /api/xero/callback']
  /** For anybody. */
  const PUBLIC = [
    'POST /api/signals',
    'GET /api/health',
    'GET /api/time',
    'GET /api/comments',
    'GET /api/return',
    'POST /api/visit/switch',
  ]
  const routes = app.routes
    .filter(({ method, path }) => path.startsWith('/api/') && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replace(/\/$/, '')}`)
  const others = [...new Set(routes)].filter((route) => !OWN.includes(route) && !PUBLIC.includes(route))

  it('has routes to try', () => expect(others.length).toBeGreaterThan(12))

  it.each(others)('is not %s', async (route) => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const { id, url } = await handOver(account, { organisation: await tenantOf(TELECOM) })
    const helper = new Helper()
    await helper.press(url)
    const [method = '', path = ''] = route.split(' ')
    const before = [await connectionOf(account), await handoversOf(account)]
    const address = path.replace(':tenantId', await tenantOf(TELECOM)).replace(':id', id)
    const answer = await helper.go(address, { method, headers: { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors' } })
    expect([answer.status, (await problemOf(answer)).code]).toEqual([401, 'session-lost'])
    expect([await connectionOf(account), await handoversOf(account)]).toEqual(before)
  })

  it('is neither to see the account on any page, nor the way back to miStable', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    const { url } = await handOver(account)
    const helper = new Helper()
    await helper.press(url)
    expect(await helper.look('/connect/ask-to-connect/')).toBe('')
    expect(locationOf(await helper.go('/api/return'))).toBe(env.DASHBOARD_URL)
    expect(await helper.look(url)).not.toContain(TELECOM)
  })

  it('is not to take its session for one of the account, in the other cookie', async () => {
    const { url } = await handOver(newAccount())
    const helper = new Helper()
    await helper.press(url)
    const cookie = `session=${helper.jar.read('helper')}`
    const answer = await new Helper().go('/api/connection', { headers: { Cookie: cookie, 'Sec-Fetch-Mode': 'cors' } })
    expect(answer.status).toBe(401)
  })

  it('leaves a person who has the account open what they had', async () => {
    const account = newAccount()
    const asker = new Helper()
    const { url: start } = (await (
      await service('/v1/sessions', {
        method: 'POST',
        body: JSON.stringify({ account }),
        headers: { 'Content-Type': 'application/json' },
      })
    ).json()) as { url: string }
    await asker.go(start)
    const { url } = await handOver(account)
    expect(await asker.look(url)).toContain('own')
    expect(await asker.press(url)).toBe('/connect/log-in/')
    expect((await handoversOf(account))[0]?.state).toBe('open')
  })
})
