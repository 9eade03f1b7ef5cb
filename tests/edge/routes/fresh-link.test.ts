/** A person whom the guide no longer knows: by way of miStable to a fresh link for the page they wanted. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { letPass } from '../local-xero.ts'
import { Browser, locationOf, mint, newAccount, ORIGIN, visitor } from '../people.ts'

const freshLinkFor = (page: string) => `${env.DASHBOARD_URL}?goto=${encodeURIComponent(page)}`
const gotoOf = (page: string) => new URL(page, ORIGIN).searchParams.get('goto')
const onPage = (path: string) => ({ Referer: ORIGIN + path })

it('leads back from a page without a visit to a fresh link for the page that was wanted', async () => {
  expect(locationOf(await new Browser().go('/api/return?goto=%2Fconnection%2F'))).toBe(freshLinkFor('/connection/'))
  for (const foreign of ['https://evil.example/', '//evil.example', '/api/leave', '/start?token=x'])
    expect(locationOf(await new Browser().go(`/api/return?goto=${encodeURIComponent(foreign)}`))).toBe(env.DASHBOARD_URL)
})

it('leads there in a browser that has a visit too: the page may be wanted for another account', async () => {
  const { browser } = await visitor()
  const { url } = (await (await mint({ account: newAccount(), goto: '/connection/' })).json()) as { url: string }
  await letPass(601)
  const expired = locationOf(await browser.go(url))
  expect([expired, gotoOf(expired)]).toEqual([expect.stringMatching(/^\/problems\/link-expired\//), '/connection/'])
  expect(locationOf(await browser.go('/api/return?goto=%2Fconnection%2F'))).toBe(freshLinkFor('/connection/'))
})

it('knows the page whose button was pressed after the visit had ended', async () => {
  const browser = new Browser()
  const pressed = async (page: string) => locationOf(await browser.submit('/api/xero/authorize', {}, onPage(page)))
  expect(gotoOf(await pressed('/zh-hans/connect/log-in/?new=none'))).toBe('/zh-hans/connect/log-in/')
  expect(gotoOf(await pressed('/help-connect/?token=x'))).toBeNull()
  const elsewhere = { Referer: 'https://evil.example/connect/log-in/' }
  expect(gotoOf(locationOf(await browser.submit('/api/xero/authorize', {}, elsewhere)))).toBeNull()
})
