import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../../functions/app.ts'
import { letPass } from '../local-xero.ts'
import { ORIGIN, problemOf } from '../people.ts'

const PATH = '/.well-known/security.txt'
const get = (contact?: string, init: RequestInit = {}) =>
  app.request(PATH, init, { ...env, ...(contact === undefined ? {} : { SECURITY_CONTACT: contact }) } as Env)

/** @see RFC 9116 §2.2: a name, a colon, a space and a value in each line */
const fieldsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => /^([A-Za-z-]+): (\S.*)$/.exec(line)?.slice(1) ?? ['?', line]),
  )

describe('security.txt', () => {
  it('says whom to tell, in which languages, and where it belongs', async () => {
    const answer = await get()
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      200,
      expect.stringMatching(/^text\/plain; ?charset=utf-8$/i),
    ])
    const { Contact, Canonical, Expires, 'Preferred-Languages': languages, ...others } = fieldsOf(await answer.text())
    expect([Contact, Canonical, others]).toEqual([env.SECURITY_CONTACT, ORIGIN + PATH, {}])
    expect(languages).toBe('en')
    expect(Expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  it('never goes stale, and never promises a year', async () => {
    for (const years of [0, 3]) {
      await letPass(years * 365 * 86_400)
      const days = (Date.parse(fieldsOf(await (await get()).text())['Expires'] ?? '') - Date.now()) / 86_400_000
      expect([years, days > 90 && days < 365]).toEqual([years, true])
    }
  })

  it.each(['mailto:security@mistable.example', 'https://mistable.example/security'])('names %s', async (contact) => {
    expect(fieldsOf(await (await get(contact)).text())['Contact']).toBe(contact)
  })

  it('is not there without a contact', async () => {
    const answer = await get('')
    expect([answer.status, (await problemOf(answer)).code]).toEqual([404, 'not-found'])
  })

  it.each(['security@mistable.example', 'mailto:', 'http://mistable.example', 'tel:+61', 'mailto:a@b.example\nExpires: 2000'])(
    'is not made of %j',
    async (contact) => {
      expect((await problemOf(await get(contact))).detail).toMatch(/^SECURITY_CONTACT must be/)
    },
  )

  it('is only read', async () => {
    const answer = await get(undefined, { method: 'POST' })
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
  })
})
