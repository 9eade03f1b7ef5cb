import { env } from 'cloudflare:workers'
import { base64url } from 'jose'
import { describe, expect, it } from 'vitest'
import { app } from '../../../functions/app.ts'
import { closeLink } from '../../../functions/session/session.ts'
import { createSeal } from '../../../functions/vault/seal.ts'
import { letPass } from '../local-xero.ts'
import { ask, Browser, locationOf, mint, newAccount, problemOf } from '../people.ts'

const linkFor = async (order: object): Promise<string> => ((await (await mint(order)).json()) as { url: string }).url

describe('a link from miBilling', () => {
  it('opens a session once, and goes where it was told', async () => {
    const account = newAccount()
    const url = await linkFor({ account, name: 'Acme', goto: '/connect/log-in/' })
    const browser = new Browser()
    expect(locationOf(await browser.go(url))).toBe('/connect/log-in/')
    expect(await (await browser.go('/api/connection')).json()).toMatchObject({ account, state: 'not-connected' })
    expect(locationOf(await new Browser().go(url))).toMatch(/^\/problems\/link-spent\//)
  })

  it('just goes on in the browser that used it, even after it lapsed', async () => {
    const url = await linkFor({ account: newAccount() })
    const browser = new Browser()
    expect(locationOf(await browser.go(url))).toBe('/')
    expect(locationOf(await browser.go(url))).toBe('/')
    await letPass(601)
    expect(locationOf(await browser.go(url))).toBe('/')
  })

  it('lapses after ten minutes', async () => {
    const url = await linkFor({ account: newAccount() })
    await letPass(601)
    expect(locationOf(await new Browser().go(url))).toMatch(/^\/problems\/link-expired\//)
  })

  it('that opens no visit any more leads to a fresh one for the same page', async () => {
    const [late, spent] = [await linkFor({ account: newAccount(), goto: '/connection/' }), await linkFor({ account: newAccount() })]
    await new Browser().go(spent)
    expect(locationOf(await new Browser().go(spent))).toMatch(/&goto=%2F$/)
    await letPass(601)
    expect(locationOf(await new Browser().go(late))).toMatch(/^\/problems\/link-expired\/\?ref=.*&goto=%2Fconnection%2F$/)
  })

  it.each(['', '?token=', '?token=nonsense', '?token=eyJhbGciOiJkaXIifQ....'])('that is damaged (%o) is refused', async (query) => {
    const answer = await ask(`/start${query}`)
    expect([answer.status, (await problemOf(answer)).detail]).toEqual([400, expect.stringContaining('token')])
  })

  it('tells nothing of what is in it', async () => {
    const account = newAccount()
    const url = await linkFor({ account, user: 'someone@example.com' })
    const decoded = url.split('.').map((part) => atob(part.replaceAll('-', '+').replaceAll('_', '/').replace(/.*=/, '')))
    expect(decoded.join(' ')).not.toContain(account)
  })
})

describe('a session', () => {
  it('is kept in a cookie that scripts and other sites cannot use', async () => {
    const browser = new Browser()
    const cookies = (await browser.open(newAccount())).headers.getSetCookie()
    expect(cookies.find((line) => line.startsWith('session='))).toMatch(
      /^session=[^;]+; Max-Age=33000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  it('over https is bound to this host and to https', async () => {
    const secure = {
      PUBLIC_ORIGIN: 'https://guide.example',
      XERO_CLIENT_ID: 'client',
      XERO_CLIENT_SECRET: 'client-secret',
      TOKEN_KEYS: `{"keys":[{"kty":"oct","kid":"1","k":"${'D'.repeat(42)}A"}]}`,
      SESSION_KEYS: `{"keys":[{"kty":"oct","kid":"1","k":"${'B'.repeat(42)}A"}]}`,
      SERVICE_KEY_DIGESTS: env.SERVICE_KEY_DIGESTS.replace(/^./, '0'),
      WEBHOOK_SECRET: `whsec_${'C'.repeat(32)}`,
    }
    const seal = createSeal([{ kid: '1', key: base64url.decode(`${'B'.repeat(42)}A`) }])
    const token = await closeLink(seal, { id: crypto.randomUUID(), account: newAccount(), until: Date.now() / 1000 + 60 })
    const answer = await app.request(`https://guide.example/start?token=${token}`, {}, { ...env, ...secure } as Env)
    expect(answer.headers.getSetCookie().find((line) => line.startsWith('__Host-session='))).toMatch(
      /^__Host-session=[^;]+; Max-Age=33000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  it('cannot be made up', async () => {
    expect((await ask('/api/connection', { headers: { Cookie: 'session=made.up.by.some.one' } })).status).toBe(401)
  })
})
