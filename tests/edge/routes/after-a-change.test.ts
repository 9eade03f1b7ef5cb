import { describe, expect, it } from 'vitest'
import { fill } from '../filled.ts'
import { letPass } from '../local-xero.ts'
import { type Browser, newAccount, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const HOLDINGS = 'Acme Holdings Pty Ltd'
const CARDS =
  '{{#connection.organisations}}[{{name}}{{#checked}}, chosen{{/checked}}{{#active}}, in use{{/active}}{{#justAdded}}, new{{/justAdded}}]{{/connection.organisations}}{{#connection.choice}}choice{{/connection.choice}}'
const ENDED = '{{#ended}}{{names}} on {{on}}{{/ended}}{{^ended}}nothing{{/ended}}'

const cardsOf = (browser: Browser) => fill('/connect/organisation/', CARDS, { cookies: browser.jar.header })
const endedOn = (browser: Browser, page = '/connect/connected/') => fill(page, ENDED, { cookies: browser.jar.header })

describe('the organisation step', () => {
  it('has nothing to choose for the only organisation, which is in use', async () => {
    const { browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    expect(await cardsOf(browser)).toBe(`[${TELECOM}, chosen, in use]`)
  })

  it('offers the organisation that was just added, and says so whichever is in use', async () => {
    const { browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await letPass(60)
    await browser.travel('theo', [HOLDINGS])
    expect(await cardsOf(browser)).toBe(`[${TELECOM}, in use][${HOLDINGS}, chosen, new]choice`)
    const { organisations } = (await (await browser.call('GET', '/api/connection')).json()) as {
      organisations: { name: string; tenantId: string }[]
    }
    await browser.submit('/api/connection/organisation', {
      tenantId: organisations.find(({ name }) => name === HOLDINGS)?.tenantId ?? '',
    })
    expect(await cardsOf(browser)).toBe(`[${TELECOM}][${HOLDINGS}, chosen, in use, new]choice`)
  })

  it('offers it even to people who were so quick that both came in one second', async () => {
    const { browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await browser.travel('theo', [HOLDINGS])
    expect(await cardsOf(browser)).toContain(`[${HOLDINGS}, chosen`)
  })

  it('goes back to the one in use when the new one is no longer new', async () => {
    const { browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await letPass(60)
    await browser.travel('theo', [HOLDINGS])
    await letPass(901)
    expect(await cardsOf(browser)).toBe(`[${TELECOM}, chosen, in use][${HOLDINGS}]choice`)
  })
})

describe('the page after a disconnect', () => {
  it('says what was disconnected, and when, for a quarter of an hour', async () => {
    const { browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    expect(await endedOn(browser)).toBe('nothing')
    await browser.submit('/api/connection/disconnect')
    expect(await endedOn(browser)).toMatch(new RegExp(`^${TELECOM} on \\d{1,2} \\w+ \\d{4} at \\d{1,2}:\\d\\d`))
    expect(await endedOn(browser, '/zh-hans/connect/connected/')).toMatch(new RegExp(`^${TELECOM} on \\d{4}年`))
    expect(await endedOn(browser, '/connect/log-in/')).toBe('nothing')
    await letPass(901)
    expect(await endedOn(browser)).toBe('nothing')
  })

  it('says nothing of an organisation that is connected again', async () => {
    const { browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await browser.submit('/api/connection/disconnect')
    await browser.connect('theo', [TELECOM])
    expect(await endedOn(browser)).toBe('nothing')
  })

  it('names all that one press ended', async () => {
    const { browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await browser.travel('theo', [HOLDINGS])
    await browser.submit('/api/connection/disconnect')
    expect(await endedOn(browser)).toContain(`${TELECOM} and ${HOLDINGS} on `)
  })

  it('says nothing of another account', async () => {
    const { browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await browser.submit('/api/connection/disconnect')
    await browser.open(newAccount())
    expect(await endedOn(browser)).toBe('nothing')
  })
})
