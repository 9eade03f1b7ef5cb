/** A person who stops on the way to a connection: what miBilling is told, and how often. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type AccountContext, createAccountContext } from '../../../functions/account/context.ts'
import { expectProgress, lookForStall } from '../../../functions/account/look-for-stall.ts'
import type { Reconciler } from '../../../functions/account/reconcile.ts'
import { readSettings } from '../../../functions/settings.ts'
import type { Stalled } from '../../../src/contract/wire.ts'
import { letPass, localXero } from '../local-xero.ts'
import { Browser, connectionOf, newAccount, service, visitor } from '../people.ts'
import { holdQueue, storedBy } from '../webhooks/queue.ts'

const MINUTE = 60
const DAY = 86_400
const TELECOM = 'Acme Telecom Pty Ltd'
const present = () => Math.floor(Date.now() / 1000)

// What has been delivered can't be read any more.
beforeEach(() => void holdQueue())

/** Lets time pass, with the account's alarms when they are due. */
async function live(account: string, seconds: number): Promise<void> {
  const until = present() + seconds
  while (present() < until) {
    await letPass(Math.min(Math.max(seconds / 12, MINUTE), until - present()))
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
  }
}

async function toldAbout(account: string): Promise<Stalled[]> {
  const found: Stalled[] = []
  for (let sequence = 1; ; sequence += 1) {
    const message = await env.ACCOUNT.getByName(account).webhook(sequence)
    if (message === undefined) return found
    if (message.payload.stalled !== undefined) found.push(message.payload.stalled)
  }
}

const resumeAt = (page: string) => `${env.DASHBOARD_URL}?goto=${encodeURIComponent(page)}`

describe('miBilling is told', () => {
  it('of a first visit without an attempt, once', async () => {
    const account = newAccount()
    await new Browser().open(account, { locale: 'zh-CN' })
    const since = present()
    await live(account, 14 * MINUTE)
    expect(await toldAbout(account)).toEqual([])
    await live(account, 3 * 3600)
    expect(await toldAbout(account)).toEqual([
      { kind: 'visit', step: 'start', language: 'zh-hans', since, resumeUrl: resumeAt('/zh-hans/') },
    ])
    const { events } = (await (await service(`/v1/accounts/${account}/events`)).json()) as { events: object[] }
    expect(events[0]).toMatchObject({ type: 'attempt.stalled', cause: 'start' })
  })

  it('of someone who went to Xero and did not come back, fifteen minutes after the last that was heard of them', async () => {
    const { account, browser } = await visitor()
    await live(account, 10 * MINUTE)
    await browser.setOff()
    await live(account, 14 * MINUTE)
    expect(await toldAbout(account)).toEqual([])
    await live(account, 2 * MINUTE)
    expect(await toldAbout(account)).toEqual([
      expect.objectContaining({ kind: 'attempt', step: 'connect/log-in', resumeUrl: resumeAt('/connect/log-in/') }),
    ])
  })

  it('of someone whose attempt failed, and why', async () => {
    const { account, browser } = await visitor()
    await browser.go(await localXero.consent(await browser.setOff(), 'theo', [], true))
    await live(account, 17 * MINUTE)
    expect(await toldAbout(account)).toMatchObject([{ kind: 'attempt', step: 'connect/log-in', problem: 'cancelled' }])
  })

  it('of someone who allowed access and confirmed nothing', async () => {
    const { account, browser } = await visitor()
    await browser.travel('theo', [TELECOM])
    await live(account, 17 * MINUTE)
    expect(await toldAbout(account)).toMatchObject([
      { step: 'connect/organisation', resumeUrl: resumeAt('/connect/organisation/') },
    ])
  })

  it('of a reconnection that stopped, though the account was connected before', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await localXero.disconnect('theo', TELECOM)
    await service(`/v1/accounts/${account}/check`, { method: 'POST' })
    const { organisation } = await connectionOf(account)
    await letPass(MINUTE)
    await browser.setOff(organisation?.tenantId)
    await live(account, 17 * MINUTE)
    expect(await toldAbout(account)).toMatchObject([{ kind: 'attempt', step: 'reconnect/reconnect-to-xero' }])
  })

  it('three times at most: again after a day, and then after three', async () => {
    const account = newAccount()
    const told: number[] = []
    for (const wait of [DAY / 2, DAY / 2, DAY, DAY, DAY, 9 * DAY, DAY]) {
      await new Browser().open(account)
      await live(account, 16 * MINUTE)
      await live(account, wait - 16 * MINUTE)
      told.push((await toldAbout(account)).length)
    }
    expect(told).toEqual([1, 1, 2, 2, 2, 3, 3])
  })

  it('from the start once the account has been connected', async () => {
    const { account, browser } = await visitor()
    await live(account, 17 * MINUTE)
    await browser.connect('theo', [TELECOM])
    await service(`/v1/accounts/${account}`, { method: 'DELETE' })
    await browser.open(account)
    await browser.setOff()
    await live(account, 17 * MINUTE)
    expect(await toldAbout(account)).toMatchObject([{ kind: 'visit' }, { kind: 'attempt', step: 'connect/log-in' }])
  })
})

describe('miBilling is not told', () => {
  it('of someone who is connected, nor of a later visit, nor of one who has disconnected', async () => {
    const { account, browser } = await visitor()
    await browser.connect('theo', [TELECOM])
    await live(account, 17 * MINUTE)
    await new Browser().open(account)
    await live(account, 17 * MINUTE)
    await service(`/v1/accounts/${account}`, { method: 'DELETE' })
    await new Browser().open(account)
    await live(account, 17 * MINUTE)
    expect(await toldAbout(account)).toEqual([])
  })

  it('of an attempt that was cancelled, once another one has succeeded', async () => {
    const { account, browser } = await visitor()
    await browser.go(await localXero.consent(await browser.setOff(), 'theo', [], true))
    await browser.connect('theo', [TELECOM])
    await live(account, 40 * MINUTE)
    expect(await toldAbout(account)).toEqual([])
  })

  it('of someone who goes on reading', async () => {
    const { account, browser } = await visitor()
    for (let quarter = 0; quarter < 4; quarter += 1) {
      await live(account, 10 * MINUTE)
      await browser.go('/api/connection')
    }
    expect(await toldAbout(account)).toEqual([])
  })

  it('of someone who has left on purpose', async () => {
    const { account, browser } = await visitor()
    await browser.submit('/api/leave')
    await live(account, 17 * MINUTE)
    expect(await toldAbout(account)).toEqual([])
  })

  it('twice when it was interrupted', async () => {
    const { account } = await visitor()
    await letPass(15 * MINUTE)
    const stub = env.ACCOUNT.getByName(account)
    const sending = vi.spyOn(env.EVENTS, 'sendBatch').mockRejectedValue(new Error('the queue is down'))
    await runDurableObjectAlarm(stub)
    sending.mockRestore()
    await live(account, 30 * MINUTE)
    expect(await toldAbout(account)).toHaveLength(1)
  })

  it('where the operator wants none', async () => {
    const planned: string[] = []
    const agenda = { planBy: (task: string) => void planned.push(task) } as unknown as AccountContext['agenda']
    for (const STALLED of ['off', 'on', undefined]) expectProgress({ env: { ...env, STALLED } as Env, agenda })
    expect(planned).toEqual(['look-for-stall', 'look-for-stall'])
  })

  it('by a look that was planned before the operator turned it off', async () => {
    const { account } = await visitor()
    await letPass(16 * MINUTE)
    const told: unknown[] = []
    const reconciler = { announceStall: async (stalled: unknown) => told.push(stalled) > 0 } as unknown as Reconciler
    const { tokenSeal, sessionSeal } = readSettings(env)
    await runInDurableObject(env.ACCOUNT.getByName(account), async (_, state) => {
      for (const STALLED of ['off', 'on'])
        await lookForStall(createAccountContext(state, { ...env, STALLED } as Env, tokenSeal, sessionSeal), reconciler)
    })
    expect(told).toMatchObject([{ kind: 'visit' }])
  })
})

it('leaves nothing of it behind when the account is erased', async () => {
  const { account } = await visitor()
  await live(account, 17 * MINUTE)
  expect(await storedBy(account)).toContain('stalled')
  expect((await env.ACCOUNT.getByName(account).remove({ ref: '7KQ2-M4XP' }, { erase: true })).ok).toBe(true)
  expect(await storedBy(account)).not.toContain('stalled')
})
