import { beforeEach, describe, expect, it } from 'vitest'
import type { Connection, Timeline } from '../../../src/contract/wire.ts'
import { createTables } from '../feedback/site.ts'
import { letPass, localXero } from '../local-xero.ts'
import { connectionOf, locationOf, ORIGIN, problemOf, service, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const CHECK = '/api/connection/check'

beforeEach(createTables)

async function connected() {
  const person = await visitor()
  await person.browser.connect('theo', [TELECOM])
  return person
}

const checksOf = async (account: string) =>
  ((await (await service(`/v1/accounts/${account}/events`)).json()) as Timeline).events.filter(
    ({ type }) => type === 'connection.checked',
  )

const looks = async () => (await localXero.calls()).filter(({ method, path }) => method === 'GET' && path === '/connections').length

describe('a check that a person asks for', () => {
  it('by script answers the connection as Xero has it now, and is told in the timeline', async () => {
    const { account, browser } = await connected()
    await localXero.disconnect('theo', TELECOM)
    const answer = await browser.call('POST', CHECK)
    expect(answer.status).toBe(200)
    expect((await answer.json()) as Connection).toMatchObject({ state: 'reconnect-required', reason: 'disconnected-in-xero' })
    expect(await checksOf(account)).toMatchObject([{ outcome: 'reconnect-required' }])
  })

  it('by a form comes back to the page, in its language', async () => {
    const { account, browser } = await connected()
    expect(locationOf(await browser.submit(CHECK, {}, { Referer: `${ORIGIN}/zh-hans/connection/` }))).toBe('/zh-hans/connection/')
    expect(await checksOf(account)).toMatchObject([{ outcome: 'connected' }])
  })

  it('is made once a minute at most', async () => {
    const { account, browser } = await connected()
    await browser.submit(CHECK)
    await localXero.forgetCalls()
    expect(locationOf(await browser.submit(CHECK))).toBe('/connection/?again=soon')
    const refused = await browser.call('POST', CHECK)
    expect([refused.status, (await problemOf(refused)).code]).toEqual([429, 'too-many-requests'])
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(50)
    expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(60)
    expect(await looks()).toBe(0)
    await letPass(61)
    expect((await browser.call('POST', CHECK)).status).toBe(200)
    expect(await checksOf(account)).toHaveLength(2)
  })

  it('is one look at Xero for two presses at once', async () => {
    const { account, browser } = await connected()
    await localXero.forgetCalls()
    await localXero.fault({ path: '/connections', delayMs: 300 })
    const answers = await Promise.all([browser.call('POST', CHECK), browser.call('POST', CHECK)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await looks()).toBe(1)
    expect(await checksOf(account)).toHaveLength(1)
  })

  it('changes nothing while Xero is out of order, and says so', async () => {
    const { account, browser } = await connected()
    const before = await connectionOf(account)
    await localXero.fault({ path: '/connections', status: 503, body: 'down' })
    const answer = await browser.call('POST', CHECK)
    expect([answer.status, (await problemOf(answer)).code]).toEqual([503, 'xero-unavailable'])
    expect(await connectionOf(account)).toEqual(before)
    expect(await checksOf(account)).toMatchObject([{ cause: 'xero-unavailable' }])
  })

  it('asks nobody, and writes nothing, where nothing is connected', async () => {
    const { account, browser } = await visitor()
    await localXero.forgetCalls()
    expect(await (await browser.call('POST', CHECK)).json()).toMatchObject({ state: 'not-connected' })
    expect((await browser.call('POST', CHECK)).status).toBe(200)
    expect([await looks(), await checksOf(account)]).toEqual([0, []])
  })

  it('leaves nothing behind in an account that was erased meanwhile', async () => {
    const { account, browser } = await connected()
    await localXero.fault({ path: '/connections', delayMs: 800 })
    const checking = browser.call('POST', CHECK)
    await new Promise((done) => setTimeout(done, 200))
    const erased = await service(`/v1/accounts/${account}?erase=true`, { method: 'DELETE' })
    await checking
    expect(erased.status).toBe(204)
    expect(await checksOf(account)).toEqual([])
  })
})
