/** A company claimed by its name: where Xero has nothing new to say, and only for the login that has just consented in this browser. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { Browser, connectionOf, newAccount, problemOf, tokenOf, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'

const NOTHING_NEW = /^\/problems\/no-organisation\/\?ref=[0-9A-Z]{4}-[0-9A-Z]{4}$/
const namesOf = async (account: string) => (await connectionOf(account)).organisations.map(({ name }) => name)

/** An account whose consent reached Xero and never us. */
async function withLostAnswer() {
  const one = await visitor()
  await localXero.fault({ path: '/connect/token', loseAnswer: true })
  expect(await one.browser.travel('theo', [TELECOM])).toMatch(/^\/problems\/xero-unavailable\//)
  return one
}

describe('a company that was connected in an attempt whose answer was lost', () => {
  it('is nobody’s by a guess, and the account’s by its name and a press', async () => {
    const { account, browser } = await withLostAnswer()
    expect(await browser.travel('theo', [])).toMatch(NOTHING_NEW)
    expect(await connectionOf(account)).toEqual({ account, state: 'not-connected', organisations: [] })
    expect(await browser.claim('acme telecom')).toBe('/connect/organisation/')
    expect(await connectionOf(account)).toMatchObject({ state: 'choose-organisation', organisations: [{ name: TELECOM }] })
    expect((await tokenOf(account)).status).toBe(409)
    expect(await browser.confirmOnly()).toBe('/connect/connected/')
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('is not another account’s that goes to Xero with the same login', async () => {
    await withLostAnswer()
    const other = await visitor()
    expect(await other.browser.travel('theo', [])).toMatch(NOTHING_NEW)
    expect(await namesOf(other.account)).toEqual([])
  })

  it('is found by its short code', async () => {
    const { browser, account } = await visitor()
    await browser.connect('theo', [TELECOM])
    const { shortCode = '' } = (await connectionOf(account)).organisation ?? {}
    const other = await visitor()
    await other.browser.travel('theo', [])
    expect(await other.browser.claim(`!${shortCode.replace('!', '')}`)).toBe('/connect/organisation/')
    expect(await namesOf(other.account)).toEqual([TELECOM])
  })
})

describe('the same company for a second account', () => {
  it('is claimed by its name, and ends at Xero with the last of them', async () => {
    const one = await visitor()
    const other = await visitor()
    await one.browser.connect('theo', [TELECOM])
    expect(await other.browser.travel('theo', [])).toMatch(NOTHING_NEW)
    await other.browser.claim(TELECOM)
    expect(await other.browser.confirmOnly()).toBe('/connect/connected/')
    expect((await tokenOf(other.account)).status).toBe(200)
    await one.browser.call('DELETE', '/api/connection')
    expect((await tokenOf(other.account)).status).toBe(200)
    await other.browser.call('DELETE', '/api/connection')
    expect((await localXero.world()).connections).toEqual([])
  })
})

describe('a claim', () => {
  it('is compared, and nothing is ever listed: a wrong name says only how often one may try', async () => {
    const one = await visitor()
    await one.browser.connect('theo', [TELECOM])
    const other = await visitor()
    await other.browser.travel('theo', [])
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await other.browser.claim('Someone Else')).toMatch(/^\/problems\/no-organisation\/\?ref=[0-9A-Z-]{9}&claim=unmatched$/)
    }
    expect(await other.browser.claim(TELECOM)).toMatch(/&claim=spent$/)
    expect(await namesOf(other.account)).toEqual([])
    await other.browser.travel('theo', [])
    expect(await other.browser.claim(TELECOM)).toBe('/connect/organisation/')
  })

  it('is answered with a problem where a program asks, which names no company', async () => {
    const { browser } = await visitor()
    await browser.travel('theo', [TELECOM])
    const other = await visitor()
    await other.browser.travel('theo', [])
    const answer = await other.browser.go('/api/xero/claim', {
      method: 'POST',
      body: new URLSearchParams({ name: 'Acme', visit: await other.browser.jar.mark() }),
      headers: { Origin: 'http://localhost:8787', 'Sec-Fetch-Mode': 'cors' },
    })
    const problem = await problemOf(answer)
    expect([answer.status, problem.code]).toEqual([409, 'no-organisation'])
    expect(JSON.stringify(problem)).not.toMatch(/Acme/)
  })

  it('counts only for the session that came back from Xero, within the hour of its attempt', async () => {
    const one = await visitor()
    await one.browser.connect('theo', [TELECOM])
    const account = newAccount()
    const [first, second] = [new Browser(), new Browser()]
    await first.open(account)
    await second.open(account)
    await first.travel('theo', [])
    expect(await second.claim(TELECOM)).toMatch(/^\/problems\/attempt-unknown\//)
    await letPass(3700)
    await first.open(account)
    expect(await first.claim(TELECOM)).toMatch(/^\/problems\/attempt-unknown\//)
  })

  it('counts for the last attempt alone', async () => {
    const one = await visitor()
    await one.browser.connect('theo', [TELECOM])
    const other = await visitor()
    await other.browser.travel('theo', [])
    await other.browser.travel('olivia', ['Riverbank Plumbing Pty Ltd'])
    expect(await other.browser.claim(TELECOM)).toMatch(/^\/problems\/attempt-unknown\//)
  })

  it('pressed twice is made once', async () => {
    const { account, browser } = await withLostAnswer()
    await browser.travel('theo', [])
    expect(await Promise.all([browser.claim(TELECOM), browser.claim(TELECOM)])).toEqual([
      '/connect/organisation/',
      '/connect/organisation/',
    ])
    expect(await namesOf(account)).toEqual([TELECOM])
  })

  it('is tried again while Xero is away', async () => {
    const { account, browser } = await withLostAnswer()
    await browser.travel('theo', [])
    await localXero.fault({ path: '/connections', status: 503, body: 'down' })
    expect(await browser.claim(TELECOM)).toMatch(/^\/problems\/xero-unavailable\//)
    expect(await browser.claim(TELECOM)).toBe('/connect/organisation/')
    expect(await namesOf(account)).toEqual([TELECOM])
  })

  it('after half an hour renews the consent’s own token', async () => {
    const { account, browser } = await withLostAnswer()
    await browser.travel('theo', [])
    await letPass(1900)
    await browser.open(account)
    expect(await browser.claim(TELECOM)).toBe('/connect/organisation/')
    expect(await browser.confirmOnly()).toBe('/connect/connected/')
    expect((await tokenOf(account)).status).toBe(200)
  })

  it('keeps what was typed nowhere', async () => {
    const { account, browser } = await visitor()
    await browser.travel('noah', [])
    await browser.claim('A name that only this person knows')
    const kept = await runInDurableObject(env.ACCOUNT.getByName(account), (_, { storage }) =>
      JSON.stringify([...storage.kv.list()].map(([, value]) => value)),
    )
    expect(kept).not.toContain('only this person knows')
  })
})

describe('an organisation that another account uses', () => {
  it.each(['keep', 'new'])('is never listed here when Xero answers a reconnect with the event of: %s', async (eventOnReconnect) => {
    await localXero.set({ eventOnReconnect })
    const one = await visitor()
    const other = await visitor()
    await one.browser.connect('theo', [TELECOM])
    await other.browser.connect('theo', [HOLDINGS])
    expect(await other.browser.travel('theo', [], await tenantOf(HOLDINGS))).toBe('/connection/')
    expect(await one.browser.travel('theo', [], await tenantOf(TELECOM))).toBe('/connection/')
    expect(await namesOf(one.account)).toEqual([TELECOM])
    expect(await namesOf(other.account)).toEqual([HOLDINGS])
  })

  it('and was connected in an abandoned attempt is not given to whoever comes next, even when Xero moves it to their event', async () => {
    await localXero.set({ eventOnReconnect: 'new' })
    const one = await visitor()
    const other = await visitor()
    await other.browser.connect('theo', [TELECOM])
    await localXero.consent(await one.browser.setOff(), 'theo', [HOLDINGS])
    await letPass(60)
    expect(await other.browser.travel('theo', [], await tenantOf(TELECOM))).toBe('/connection/')
    expect(await namesOf(other.account)).toEqual([TELECOM])
  })
})

describe('an attempt to add another organisation, for which Xero has nothing new', () => {
  it('says so where the organisations stand, changes nothing, and lets the person type the name', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await localXero.fault({ path: '/connect/token', loseAnswer: true })
    await browser.travel('theo', [HOLDINGS])
    expect(await browser.travel('theo', [])).toBe('/connect/organisation/?new=none')
    expect(await namesOf(account)).toEqual([TELECOM])
    expect(await browser.claim(HOLDINGS)).toBe('/connect/organisation/')
    expect(await connectionOf(account)).toMatchObject({
      state: 'connected',
      organisation: { name: TELECOM },
      organisations: [{ name: TELECOM }, { name: HOLDINGS }],
    })
  })
})
