import { describe, expect, it } from 'vitest'
import { localXero } from './local-xero.ts'
import { Browser, locationOf, newAccount, ORIGIN, visitor } from './people.ts'

const COMPANY = 'Riverbank Plumbing Pty Ltd'
const page = (path: string) => ({ Origin: ORIGIN, Referer: `${ORIGIN}${path}` })

describe('a reader’s language', () => {
  it('is kept over an attempt', async () => {
    const { browser } = await visitor()
    const answer = await browser.submit('/api/xero/authorize', { locale: 'zh-hans' })
    const back = await localXero.consent(locationOf(answer), 'olivia', [COMPANY])
    expect(locationOf(await browser.go(back))).toBe('/zh-hans/connect/organisation/')
    expect(locationOf(await browser.go(back))).toBe('/zh-hans/connect/organisation/')
  })

  it('is kept when the attempt ends at a problem', async () => {
    const { browser } = await visitor()
    const answer = await browser.submit('/api/xero/authorize', { locale: 'zh-hans' })
    const back = await localXero.consent(locationOf(answer), 'olivia', [], true)
    expect(locationOf(await browser.go(back))).toMatch(/^\/zh-hans\/problems\/cancelled\//)
  })

  it('is that of the page a form is on', async () => {
    const { browser } = await visitor()
    await browser.connect('olivia', [COMPANY])
    const headers = page('/zh-hans/connect/connected/')
    const answer = await browser.go('/api/connection/disconnect', { method: 'POST', headers })
    expect(locationOf(answer)).toBe('/zh-hans/connect/connected/')
    const lost = await new Browser().go('/api/connection/disconnect', { method: 'POST', headers })
    expect(locationOf(lost)).toMatch(/^\/zh-hans\/problems\/session-lost\//)
  })

  it('is what miBilling named, where no page says more', async () => {
    const browser = new Browser()
    expect(locationOf(await browser.open(newAccount(), { locale: 'zh-CN' }))).toBe('/zh-hans/')
    expect(locationOf(await browser.go('/api/xero/callback?state=unknown&code=x'))).toMatch(
      /^\/zh-hans\/problems\/attempt-unknown\//,
    )
    const other = page('/problems/').Referer.replace('localhost', 'elsewhere')
    const answer = await browser.go('/api/xero/callback?state=unknown&code=x', { headers: { Referer: other } })
    expect(locationOf(answer)).toMatch(/^\/zh-hans\//)
  })

  it('must be one the guide has', async () => {
    const { browser } = await visitor()
    expect(locationOf(await browser.submit('/api/xero/authorize', { locale: 'xx' }))).toMatch(/^\/problems\/bad-request\//)
  })
})
