/** What the desk does for a customer, who may do it, and what the audit trail says of it. */
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { DeskAct, DeskAudit, DeskAuditEntry } from '../../../src/contract/desk.ts'
import { createTables } from '../feedback/site.ts'
import { fill } from '../filled.ts'
import { letPass, localXero } from '../local-xero.ts'
import { Browser, connectionOf, newAccount, problemOf, visitor } from '../people.ts'
import { ACTOR, actOn, callDesk, READER } from './staff.ts'

const TELECOM = 'Acme Telecom Pty Ltd'
/** One for each act, so that a new one can't be forgotten. */
const ACTS: Record<DeskAct, object> = {
  look: {},
  link: {},
  handover: {},
  'revoke-handover': { id: 'b6b0d5c5-6f0e-4a3e-9d53-3f3a3b1d7a11' },
  redeliver: {},
  disconnect: {},
  'end-visits': {},
  erase: {},
}

const auditRows = async () => (await env.DESK.prepare('SELECT * FROM audit ORDER BY id').all<DeskAuditEntry>()).results

async function connected() {
  const { account, browser } = await visitor()
  await browser.connect('theo', [TELECOM])
  return { account, browser }
}

describe('an act', () => {
  it('is refused to whoever may only look, and the refusal is in the audit trail', async () => {
    const { account, browser } = await connected()
    const before = await (await callDesk(READER, `/accounts/${account}`)).json()
    for (const [act, details] of Object.entries(ACTS)) {
      const refused = await actOn(READER, account, act, details)
      expect([act, refused.status, (await problemOf(refused)).code]).toEqual([act, 403, 'forbidden-scope'])
    }
    for (const act of ['approve', 'reply', 'remove'])
      expect((await callDesk(READER, '/comments', { act, id: 1, ...(act === 'reply' ? { text: 'Hi' } : {}) })).status).toBe(403)
    expect(await (await callDesk(READER, `/accounts/${account}`)).json()).toEqual(before)
    expect((await browser.call('GET', '/api/connection')).status).toBe(200)
    const refusals = (await auditRows()).filter(({ outcome }) => outcome === 'forbidden-scope')
    expect(refusals.map(({ what }) => what)).toEqual([...Object.keys(ACTS), 'comment-approve', 'comment-reply', 'comment-remove'])
  })

  it('needs a reason of 3 to 300 characters that can be seen, and no field that it doesn’t have', async () => {
    for (const reason of [undefined, '', '  ', 'ab', '\u200b\u200b\u200b', 'x'.repeat(301), 7])
      expect([reason, (await actOn(ACTOR, 'riverbank', 'look', { reason })).status]).toEqual([reason, 400])
    for (const more of [{ act: 'explode' }, { by: 'me' }, { id: '7' }, { from: 0 }])
      expect([more, (await actOn(ACTOR, 'riverbank', 'look', more)).status]).toEqual([more, 400])
    expect(await auditRows()).toEqual([])
  })

  it('is in the audit trail with who, what, why and how it ended, under the support code of the timeline’s event', async () => {
    await createTables()
    const { account } = await connected()
    for (const [act, details] of Object.entries(ACTS)) await actOn(ACTOR, account, act, { ...details, reason: `Why ${act}` })
    const rows = await auditRows()
    expect(rows.map(({ what, who, account: whose, outcome }) => [what, who, whose, outcome])).toEqual(
      Object.keys(ACTS).map((act) => [act, ACTOR, account, 'done']),
    )
    // Erasing took the reasons, which may name people, but for its own.
    expect(rows.map(({ reason }) => reason)).toEqual([
      ...Object.keys(ACTS)
        .slice(0, -1)
        .map(() => null),
      'Why erase',
    ])
    const { entries, next } = (await (await callDesk(READER, `/audit?account=${account}`)).json()) as DeskAudit
    expect(entries).toHaveLength(rows.length + 1)
    expect([entries[0]?.what, next]).toEqual(['audit', undefined])
  })

  it('doesn’t happen where it can’t be noted', async () => {
    const { account } = await connected()
    await env.DESK.exec('DROP TABLE audit')
    expect((await actOn(ACTOR, account, 'disconnect')).status).toBe(500)
    expect((await connectionOf(account)).state).toBe('connected')
  })
})

describe('a look', () => {
  it('asks Xero now', async () => {
    const { account } = await connected()
    await localXero.disconnect('theo', TELECOM)
    const looked = await (await actOn(ACTOR, account, 'look')).json()
    expect(looked).toMatchObject({ state: 'reconnect-required', reason: 'disconnected-in-xero' })
  })

  it('says whose fault it is where Xero doesn’t answer', async () => {
    const { account } = await connected()
    await localXero.fault({ path: '/connections', status: 503, times: 9 })
    const answer = await actOn(ACTOR, account, 'look')
    expect([answer.status, (await problemOf(answer)).code]).toEqual([503, 'xero-unavailable'])
    expect((await auditRows()).at(-1)?.outcome).toBe('xero-unavailable')
  })
})

describe('a link', () => {
  it('opens the customer’s visit once, in their language, and their pages say that support sent them', async () => {
    const account = newAccount()
    const { browser } = await visitor(account)
    await browser.open(account, { name: 'Wattle Cycles', locale: 'zh-CN' })
    const { url } = (await (await actOn(ACTOR, account, 'link', { user: 'Theo Tran' })).json()) as { url: string }
    const customer = new Browser()
    expect((await customer.go(url)).headers.get('Location')).toBe('/zh-hans/connection/')
    const template = '{{#session.bySupport}}Support sent {{session.user}} to {{session.name}}{{/session.bySupport}}'
    const shown = () => fill('/connection/', template, { cookies: customer.jar.header })
    expect(await shown()).toBe('Support sent Theo Tran to Wattle Cycles')
    expect((await new Browser().go(url)).headers.get('Location')).toContain('/problems/link-spent/')
    await customer.open(account)
    expect(await shown()).toBe('')
  })

  it('is made for no account that nobody has ever come to, and neither is a hand-over: the id may be mistyped', async () => {
    const account = newAccount()
    for (const act of ['link', 'handover']) {
      const refused = await actOn(ACTOR, account, act)
      expect([act, refused.status, await refused.json()]).toMatchObject([
        act,
        404,
        { detail: expect.stringContaining('check its id') },
      ])
    }
  })

  it('leads to a page of the guide alone', async () => {
    await visitor('riverbank')
    for (const goto of ['https://evil.example/', '//evil.example', '/api/leave', '/desk/', 'javascript:alert(1)'])
      expect([goto, (await actOn(ACTOR, 'riverbank', 'link', { goto })).status]).toEqual([goto, 400])
    const { url } = (await (await actOn(ACTOR, 'riverbank', 'link', { goto: '/connect/log-in/' })).json()) as { url: string }
    expect((await new Browser().go(url)).headers.get('Location')).toBe('/connect/log-in/')
  })
})

describe('a hand-over', () => {
  it('is made with a message to send, and revoked', async () => {
    const { account } = await connected()
    const made = await actOn(ACTOR, account, 'handover', { why: 'You do their books', locale: 'en' })
    const { id, url, message } = (await made.json()) as { id: string; url: string; message: string }
    expect(message).toContain(url)
    const states = async () => (await env.ACCOUNT.getByName(account).handovers().list()).handovers.map(({ state }) => state)
    expect(await states()).toEqual(['open'])
    await actOn(ACTOR, account, 'revoke-handover', { id })
    expect(await states()).toEqual(['revoked'])
    expect((await actOn(ACTOR, account, 'revoke-handover')).status).toBe(400)
    expect((await actOn(ACTOR, account, 'handover', { organisation: crypto.randomUUID() })).status).toBe(400)
  })
})

describe('the other acts', () => {
  it('redeliver: sends the webhooks again', async () => {
    const { account } = await connected()
    expect(await (await actOn(ACTOR, account, 'redeliver')).json()).toEqual({ count: 2 })
    expect(await (await actOn(ACTOR, account, 'redeliver', { from: 2 })).json()).toEqual({ count: 1 })
  })

  it('end-visits: ends every visit and unopened link, and leaves the connection', async () => {
    const { account, browser } = await connected()
    const { url } = (await (await actOn(ACTOR, account, 'link')).json()) as { url: string }
    await letPass(1)
    await actOn(ACTOR, account, 'end-visits')
    expect((await browser.call('GET', '/api/connection')).status).toBe(401)
    expect((await new Browser().go(url)).headers.get('Location')).toContain('/problems/link-expired/')
    expect((await connectionOf(account)).state).toBe('connected')
  })

  it('disconnect: ends the connection at Xero, and the timeline names support, not one of its people', async () => {
    const { account, browser } = await connected()
    expect(await (await actOn(ACTOR, account, 'disconnect')).json()).toEqual({ told: true })
    expect((await localXero.world()).connections).toEqual([])
    expect((await connectionOf(account)).state).toBe('not-connected')
    expect((await browser.call('GET', '/api/connection')).status).toBe(200)
    const { events } = await env.ACCOUNT.getByName(account).events(undefined, 20)
    const ended = events.find(({ type }) => type === 'organisation.disconnected')
    expect(ended).toMatchObject({ by: { person: 'Support' }, ref: (await auditRows()).at(-1)?.ref })
    expect(JSON.stringify(events)).not.toContain(ACTOR)
  })

  it('disconnect: changes nothing while Xero doesn’t answer', async () => {
    const { account } = await connected()
    await localXero.fault({ method: 'DELETE', path: '/connections/*', status: 503, body: 'down', times: 9 })
    expect((await actOn(ACTOR, account, 'disconnect')).status).toBe(503)
    expect((await localXero.world()).connections).toHaveLength(1)
  })

  it('erase: ends the connection at Xero and leaves nothing of the person, comments and index included', async () => {
    await createTables()
    const { account, browser } = await connected()
    await letPass(6)
    await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
    await env.FEEDBACK.prepare(
      "INSERT INTO comments (page, locale, account, name, text, written_at) VALUES ('/a/b/', 'en', ?, 'Theo', 'Hi', 1)",
    )
      .bind(account)
      .run()
    expect((await actOn(ACTOR, account, 'erase')).status).toBe(200)
    expect((await localXero.world()).connections).toEqual([])
    expect((await browser.call('GET', '/api/connection')).status).toBe(401)
    const { events } = await env.ACCOUNT.getByName(account).events(undefined, 20)
    expect(events).toEqual([])
    for (const table of ['accounts', 'words', 'passages', 'codes'])
      expect([table, (await env.DESK.prepare(`SELECT * FROM ${table}`).all()).results]).toEqual([table, []])
    expect((await env.FEEDBACK.prepare('SELECT * FROM comments').all()).results).toEqual([])
  })
})
