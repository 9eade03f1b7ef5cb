/** From a support code to the account, and who is stuck. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { noteCode, readCode, resealCodes } from '../../../functions/desk/code-index.ts'
import { readStuck } from '../../../functions/desk/passages.ts'
import { letPass, localXero } from '../local-xero.ts'
import { Browser, newAccount, service, visitor } from '../people.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
const MINUTE = 60
const DAY = 86_400
const present = () => Math.floor(Date.now() / 1000)

async function runAlarm(account: string): Promise<void> {
  await letPass(6)
  await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
}

/** Says no to Xero. @returns the support code on the page */
async function cancel(browser: Browser): Promise<string> {
  const answer = await browser.go(await localXero.consent(await browser.setOff(), 'theo', [], true))
  return new URL(answer.headers.get('Location') ?? '', 'http://x').searchParams.get('ref') ?? ''
}

describe('a support code', () => {
  it('of an attempt leads to the account, and to what was tried, at which step, and what came of it', async () => {
    const { account, browser } = await visitor()
    const ref = await cancel(browser)
    await runAlarm(account)
    expect(await readCode(env, ref)).toEqual({
      account,
      at: expect.any(Number),
      fields: { type: 'attempt.ended', outcome: 'problem', cause: 'cancelled', step: 'connect/log-in', language: 'en' },
    })
  })

  it('that only ever stood in a log line of a visit leads there too, with the fields of the line', async () => {
    const { account, browser } = await visitor()
    const answer = await browser.call('PUT', '/api/connection/organisation', { tenantId: 'nonsense' })
    const { ref } = (await answer.json()) as { ref: string }
    await expect
      .poll(() => readCode(env, ref))
      .toEqual({
        account,
        at: expect.any(Number),
        fields: {
          method: 'PUT',
          route: '/api/connection/organisation',
          status: 400,
          problem: 'bad-request',
          ms: expect.any(Number),
        },
      })
  })

  it('of a call of a service is not kept, nor is one that nobody has seen', async () => {
    const account = newAccount()
    const { ref } = (await (await service(`/v1/accounts/${account}/access-token`)).json()) as { ref: string }
    await letPass(1)
    expect(await readCode(env, ref)).toBeUndefined()
    expect(await readCode(env, '7KQ2-M4XP')).toBeUndefined()
  })

  it('is not kept where one account’s browsers get them without end, which would fill the database', async () => {
    const { browser } = await visitor()
    for (let call = 0; call < 150; call += 1) await browser.call('PUT', '/api/connection/organisation', { tenantId: 'nonsense' })
    await letPass(1)
    const count = await env.DESK.prepare('SELECT COUNT(*) AS n FROM codes').first<number>('n')
    expect(count).toBeGreaterThan(10)
    expect(count).toBeLessThan(150)
  })

  it('is kept for a year, and then deleted by the next one', async () => {
    await noteCode(env, { code: '7KQ2-M4XP', account: 'riverbank', at: present(), fields: {} })
    await letPass(364 * DAY)
    expect(await readCode(env, '7KQ2-M4XP')).toMatchObject({ account: 'riverbank' })
    await letPass(2 * DAY)
    expect(await readCode(env, '7KQ2-M4XP')).toBeUndefined()
    await noteCode(env, { code: '7KQ2-M4XQ', account: 'riverbank', at: present(), fields: {} })
    expect(await env.DESK.prepare('SELECT COUNT(*) AS n FROM codes').first('n')).toBe(1)
  })

  it('is tried twice, and a database that fails harms nobody', async () => {
    const { browser } = await visitor()
    const broken = vi.spyOn(env.DESK, 'batch').mockRejectedValue(new Error('D1 is out of order'))
    const answer = await browser.call('PUT', '/api/connection/organisation', { tenantId: 'nonsense' })
    expect(answer.status).toBe(400)
    await expect.poll(() => broken.mock.calls.length).toBe(2)
  })

  it('does not open under another code', async () => {
    await noteCode(env, { code: '7KQ2-M4XP', account: 'riverbank', at: present(), fields: {} })
    await env.DESK.prepare(`UPDATE codes SET code = '7KQ2-M4XQ'`).run()
    await expect(readCode(env, '7KQ2-M4XQ')).rejects.toThrow('another name')
  })

  it('is sealed with the newest key once the account has that', async () => {
    const { keys } = JSON.parse(env.TOKEN_KEYS) as { keys: object[] }
    const former = { ...env, TOKEN_KEYS: JSON.stringify({ keys: keys.toReversed() }) } as Env
    await noteCode(former, { code: '7KQ2-M4XP', account: 'riverbank', at: present(), fields: { type: 'checked' } })
    // One that nobody can open any more keeps the others from nothing, and stays as it is.
    await env.DESK.prepare(`INSERT INTO codes SELECT '2222-2222', at, whose, 'nothing' FROM codes`).run()
    const sealed = () =>
      env.DESK.prepare(`SELECT sealed, whose FROM codes WHERE code = '7KQ2-M4XP'`).first<{ sealed: string; whose: string }>()
    const before = await sealed()
    await env.DESK.batch(await resealCodes(env, 'riverbank'))
    const onlyNewest = { ...env, TOKEN_KEYS: JSON.stringify({ keys: keys.slice(0, 1) }) } as Env
    expect(await readCode(onlyNewest, '7KQ2-M4XP')).toMatchObject({ account: 'riverbank', fields: { type: 'checked' } })
    expect((await sealed())?.whose).not.toBe(before?.whose)
    expect(await env.DESK.prepare(`SELECT sealed FROM codes WHERE code = '2222-2222'`).first('sealed')).toBe('nothing')
  })
})

describe('a code of a log line', () => {
  it('is sealed with the newest key although the index was filled again since the key changed', async () => {
    const { keys } = JSON.parse(env.TOKEN_KEYS) as { keys: object[] }
    const under = (chosen: object[]) => ({ ...env, TOKEN_KEYS: JSON.stringify({ keys: chosen }) }) as Env
    const { account, browser } = await visitor()
    await cancel(browser)
    await runAlarm(account)
    await noteCode(under(keys.toReversed()), { code: '7KQ2-M4XP', account, at: present(), fields: {} })
    const stub = env.ACCOUNT.getByName(account)
    await runInDurableObject(stub, (_, { storage }) =>
      storage.kv.put('indexed', { ...storage.kv.get<object>('indexed'), key: 'the former one' }),
    )
    await stub.reindex()
    await runAlarm(account)
    expect(await readCode(under(keys.slice(0, 1)), '7KQ2-M4XP')).toMatchObject({ account })
  })
})

describe('who is stuck', () => {
  it('is whoever failed, and whoever stopped, with the step and the cause', async () => {
    const { account, browser } = await visitor()
    await cancel(browser)
    const other = newAccount()
    await new Browser().open(other, { locale: 'zh-CN' })
    await letPass(16 * MINUTE)
    // The look finds that they stopped; what follows is indexed a few seconds later.
    for (const one of [account, other, account, other]) await runAlarm(one)
    const { rows, counts } = await readStuck(env, 7)
    const told = (whose: string) => rows.filter((row) => row.account === whose).map(({ account: _, at: __, ...row }) => row)
    expect(told(other)).toEqual([{ kind: 'visit', step: 'start', cause: 'stalled', language: 'zh-hans', state: 'not-connected' }])
    expect(told(account)).toContainEqual({
      kind: 'attempt',
      step: 'connect/log-in',
      cause: 'cancelled',
      language: 'en',
      state: 'not-connected',
    })
    expect(counts).toContainEqual({ step: 'start', cause: 'stalled', count: 1 })
    await letPass(8 * DAY)
    expect(await readStuck(env, 7)).toEqual({ rows: [], counts: [], steps: [] })
  })

  it('shows who has found a way since', async () => {
    const { account, browser } = await visitor()
    await cancel(browser)
    await browser.connect('theo', [TELECOM])
    await runAlarm(account)
    const { rows, steps } = await readStuck(env, 7)
    expect(rows).toMatchObject([{ account, cause: 'cancelled', state: 'connected' }])
    expect(steps).toEqual([
      { step: 'connect/log-in', through: 1, stuck: 1 },
      { step: 'connect/organisation', through: 1, stuck: 0 },
    ])
  })
})
