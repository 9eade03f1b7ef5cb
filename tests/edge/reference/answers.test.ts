import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { createDocument } from '../../../src/reference/document.ts'
import { findFaults } from '../../described.ts'
import { letPass, localXero, tenantOf } from '../local-xero.ts'
import { ask, mint, newAccount, service, visitor } from '../people.ts'

const COMPANY = 'Riverbank Plumbing Pty Ltd'
const document = createDocument()

/** @returns the code of the problem, where it is one, once the answer is as described */
async function described(operationId: string, answer: Response): Promise<string> {
  const body = await answer.text()
  expect(findFaults(document, operationId, { status: answer.status, headers: answer.headers, body })).toEqual([])
  return answer.ok ? `${answer.status}` : (JSON.parse(body) as { code: string }).code
}

async function connected(): Promise<string> {
  const { account, browser } = await visitor()
  await browser.connect('olivia', [COMPANY])
  return account
}

const post = (path: string) => service(path, { method: 'POST' })
const at = (account: string, more = '') => `/v1/accounts/${account}${more}`

describe('an answer is as the document says', () => {
  it('of a session', async () => {
    expect(await described('openSession', await mint({ account: newAccount(), name: 'Acme' }))).toBe('201')
    expect(await described('openSession', await mint({ account: '-' }))).toBe('bad-request')
    expect(await described('openSession', await mint({ account: newAccount(), name: 'x'.repeat(17_000) }))).toBe('too-large')
  })

  it('of a body that is too large, wherever one may be sent', async () => {
    const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      (['post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
        const id = item[method]?.operationId
        return id === undefined ? [] : [{ id, method: method.toUpperCase(), path: path.replace('{account}', newAccount()) }]
      }),
    )
    expect(operations.length).toBeGreaterThan(3)
    for (const { id, method, path } of operations) {
      const answer = await service(path, {
        method,
        body: 'x'.repeat(id === 'announceNextRuns' ? 132_000 : 17_000),
        headers: { 'Content-Type': 'application/json' },
      })
      expect([id, await described(id, answer)]).toEqual([id, 'too-large'])
    }
  })

  it('of an account that is connected', async () => {
    const account = await connected()
    expect(await described('readConnection', await service(at(account)))).toBe('200')
    expect(await described('readAccessToken', await service(at(account, '/access-token')))).toBe('200')
    expect(await described('checkConnection', await post(at(account, '/check')))).toBe('200')
    expect(await described('readEvents', await service(at(account, '/events?limit=2')))).toBe('200')
    expect(await described('forgetAccount', await service(at(account), { method: 'DELETE' }))).toBe('204')
  })

  it('of one that is not', async () => {
    const account = newAccount()
    expect(await described('readConnection', await service(at(account)))).toBe('200')
    expect(await described('readEvents', await service(at(account, '/events')))).toBe('200')
    expect(await described('readAccessToken', await service(at(account, '/access-token')))).toBe('not-connected')
  })

  it('of one that must choose, or reconnect', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', ['Acme Telecom Pty Ltd'])
    await browser.connect('theo', ['Acme Holdings Pty Ltd'])
    await browser.call('DELETE', `/api/connection/organisations/${await tenantOf('Acme Telecom Pty Ltd')}`)
    expect(await described('readAccessToken', await service(at(account, '/access-token')))).toBe('organisation-not-chosen')
    const lost = await connected()
    await localXero.disconnect('olivia', COMPANY)
    expect(await described('checkConnection', await post(at(lost, '/check')))).toBe('200')
    expect(await described('readConnection', await service(at(lost)))).toBe('200')
    expect(await described('readAccessToken', await service(at(lost, '/access-token')))).toBe('reconnect-required')
  })

  it('while Xero is out of order, or refuses our client', async () => {
    const account = await connected()
    await localXero.fault({ path: '/connections', status: 503, body: 'down', times: 9 })
    expect(await described('checkConnection', await post(at(account, '/check')))).toBe('xero-unavailable')
    expect(await described('forgetAccount', await service(at(account), { method: 'DELETE' }))).toBe('xero-unavailable')
    await localXero.mend()
    await letPass(1801)
    await localXero.set({ clientSecret: 'another' })
    expect(await described('readAccessToken', await service(at(account, '/access-token')))).toBe('our-settings')
  })

  it('where the key is wrong, the account is no account, or the rate is spent', async () => {
    const calls = [
      ['readConnection', 'GET', ''],
      ['forgetAccount', 'DELETE', ''],
      ['readAccessToken', 'GET', '/access-token'],
      ['checkConnection', 'POST', '/check'],
      ['readEvents', 'GET', '/events'],
    ] as const
    const spent = newAccount()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    vi.spyOn(env.SERVICE_RATE, 'limit').mockResolvedValue({ success: false })
    for (let call = 0; call < 60; call += 1) await service(at(spent, '/events'))
    for (const [operationId, method, more] of calls) {
      expect(await described(operationId, await ask(at('someone', more), { method }))).toBe('unauthorised')
      expect(await described(operationId, await service(at('-dash-first', more), { method }))).toBe('bad-request')
      expect(await described(operationId, await service(at(spent, more), { method }))).toBe('too-many-requests')
    }
    expect(await described('openSession', await mint({ account: spent }))).toBe('too-many-requests')
  })
})
