/** The one box: support codes, accounts, and what it must not reach. */
import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { storyOf } from '../../../src/contract/code-story.ts'
import type { DeskAccount, DeskAnswer, DeskAudit, DeskAuditEntry, DeskCode } from '../../../src/contract/desk.ts'
import { findSupportCode } from '../../../src/contract/support-code.ts'
import { letPass, localXero } from '../local-xero.ts'
import { type Browser, newAccount, visitor } from '../people.ts'
import { ACTOR, callDesk, READER } from './staff.ts'

const TELECOM = 'Acme Telecom Pty Ltd'

/** As the desk's pages ask. */
const find = async (query: string): Promise<DeskAnswer> =>
  (await callDesk(READER, '/search', { query, code: findSupportCode(query)?.code })).json()

async function runAlarm(account: string): Promise<void> {
  await letPass(6)
  await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
}

/** Says no to Xero. @returns the support code on the page */
async function cancel(browser: Browser): Promise<string> {
  const answer = await browser.go(await localXero.consent(await browser.setOff(), 'theo', [], true))
  return new URL(answer.headers.get('Location') ?? '', 'http://x').searchParams.get('ref') ?? ''
}

const auditRows = async () => (await env.DESK.prepare('SELECT * FROM audit ORDER BY id').all<DeskAuditEntry>()).results

describe('a support code', () => {
  it('answers with the account, what was tried, at which step, what came of it, and whose turn it is', async () => {
    const { account, browser } = await visitor()
    const code = await cancel(browser)
    await runAlarm(account)
    for (const typed of [code, code.toLowerCase().replace('-', ' '), `Customer says it says ${code}, what now?`]) {
      const answer = await find(typed)
      if (answer.kind !== 'code') throw new Error(`${typed} is a code`)
      expect({ ...answer.found, ...storyOf(answer.found as DeskCode) }).toMatchObject({
        account,
        at: expect.any(Number),
        tried: 'connect',
        step: 'connect/log-in',
        problem: 'cancelled',
        turn: 'customer',
        resolved: false,
        locale: 'en',
        fields: { type: 'attempt.ended', outcome: 'problem', cause: 'cancelled' },
        event: { type: 'attempt.ended', ref: code },
        connection: { state: 'not-connected' },
      })
    }
    await browser.connect('theo', [TELECOM])
    await letPass(60)
    const later = await find(code)
    if (later.kind !== 'code' || later.found === undefined) throw new Error('the code is still known')
    expect(storyOf(later.found)).toMatchObject({ turn: 'nobody', resolved: true })
  })

  it('is noted with the account that it showed', async () => {
    const { account, browser } = await visitor()
    const code = await cancel(browser)
    await runAlarm(account)
    await find(code)
    const { entries } = (await (await callDesk(READER, `/audit?account=${account}`)).json()) as DeskAudit
    expect(entries.map(({ what, subject, outcome }) => [what, subject, outcome])).toContainEqual(['search', code, 'code'])
  })

  it('that stood in a log line alone answers as well, with the line’s fields', async () => {
    const { account, browser } = await visitor()
    const refused = await browser.call('PUT', '/api/connection/organisation', { tenantId: 'nonsense' })
    const { ref } = (await refused.json()) as { ref: string }
    await expect
      .poll(() => find(ref))
      .toMatchObject({ found: { account, fields: { problem: 'bad-request', route: '/api/connection/organisation', status: 400 } } })
  })

  it('that nobody has seen is unknown', async () => {
    expect(await find('7KQ2-M4XP')).toEqual({ kind: 'code', code: '7KQ2-M4XP' })
    expect((await auditRows()).map(({ what, subject, outcome }) => [what, subject, outcome])).toEqual([
      ['search', '7KQ2-M4XP', 'no-code'],
    ])
  })
})

describe('a search for accounts', () => {
  it('finds by id, name, organisation and e-mail address, and one whose id looks like a code', async () => {
    const account = newAccount()
    const { browser } = await visitor(account)
    await browser.open(account, { name: 'Wattle Cycles' })
    await browser.connect('theo', [TELECOM])
    await runAlarm(account)
    for (const query of [account, 'wattle cycles', 'Acme TELECOM', 'theo@acme.example.com', 'Theo Three <theo@acme.example.com>'])
      expect([query, await find(query)]).toEqual([query, { kind: 'accounts', accounts: [expect.objectContaining({ account })] }])
    const { browser: other } = await visitor('acme2024')
    await other.connect('theo', ['Acme Holdings Pty Ltd'])
    await runAlarm('acme2024')
    expect(await find('acme2024')).toMatchObject({ kind: 'accounts', accounts: [{ account: 'acme2024' }] })
  })

  it('notes in the audit trail how many it found, and never the words', async () => {
    const { browser, account } = await visitor()
    await browser.connect('theo', [TELECOM])
    await runAlarm(account)
    await find('theo@acme.example.com')
    const [row] = await auditRows()
    expect(row).toMatchObject({ who: READER, what: 'search', subject: null, account: null, reason: null, outcome: '1' })
    expect(JSON.stringify(row)).not.toContain('theo')
  })

  it('reaches nothing but by whole words and the start of an id, whatever is typed', async () => {
    const account = newAccount()
    const { browser } = await visitor(account)
    await browser.connect('theo', [TELECOM])
    await runAlarm(account)
    const signs = [
      '%',
      '_',
      '*',
      '?',
      "'",
      '"',
      '\\',
      '\0',
      ';',
      '--',
      '/*',
      '`',
      '$',
      '<',
      '\u{1f600}',
      '\u202e',
      '‰',
      '％',
      '＿',
      ' ',
      '\t',
    ]
    const parts = [
      '',
      'OR 1=1',
      'acm',
      'telec',
      'theo@acm',
      '@acm',
      'a',
      'Pt%',
      'UNION SELECT sealed FROM accounts',
      'json_each',
      '=acm',
      'desk:',
      'Z',
    ]
    let seed = 7
    const pick = <T>(list: readonly T[]): T => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return list[seed % list.length] as T
    }
    for (let round = 0; round < 150; round += 1) {
      const query = Array.from({ length: 1 + (round % 4) }, () => pick(signs) + pick(parts)).join('')
      const answer = await callDesk(READER, '/search', { query })
      const text = await answer.text()
      expect([query, answer.status]).toEqual([query, query.trim() === '' ? 400 : 200])
      // "a" is how the account's id begins: to find that is right.
      if (!account.startsWith(query.trim())) expect([query, text]).toEqual([query, expect.not.stringContaining(account)])
    }
    for (const body of [
      {},
      { query: 7 },
      { query: ['a'] },
      { query: 'x'.repeat(201) },
      { query: 'a', sql: 'b' },
      { query: 'a', code: '%' },
    ])
      expect((await callDesk(READER, '/search', body)).status).toBe(400)
    const { results } = await env.DESK.prepare('SELECT COUNT(*) AS count FROM accounts').all()
    expect(results).toEqual([{ count: 1 }])
  })
})

describe('an account', () => {
  it('shows its connection, timeline, webhooks, hand-overs, visits and next run', async () => {
    const account = newAccount()
    const { browser } = await visitor(account)
    await browser.open(account, { name: 'Wattle Cycles', locale: 'zh-CN' })
    await browser.connect('theo', [TELECOM])
    await browser.submit('/api/handovers', { why: 'You do our books' })
    const shown = (await (await callDesk(READER, `/accounts/${account}`)).json()) as DeskAccount
    expect(shown).toMatchObject({
      connection: { account, state: 'connected', organisation: { name: TELECOM } },
      name: 'Wattle Cycles',
      locale: 'zh-CN',
      visits: 1,
      webhooks: { webhooks: expect.arrayContaining([expect.objectContaining({ type: 'connection.connected' })]) },
      handovers: { handovers: [{ state: 'open', why: 'You do our books' }] },
    })
    const types = shown.timeline.events.map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['attempt.begun', 'attempt.ended', 'organisation.chosen']))
    const older = (await (await callDesk(READER, `/accounts/${account}?before=2`)).json()) as DeskAccount
    expect(older.timeline.events.map(({ id }) => id)).toEqual([1])
  })

  it('that was never seen shows that there is nothing', async () => {
    const shown = (await (await callDesk(READER, '/accounts/nobody')).json()) as DeskAccount
    expect(shown).toMatchObject({ connection: { state: 'not-connected' }, visits: 0, timeline: { events: [] } })
    expect((await callDesk(READER, '/accounts/%25')).status).toBe(400)
  })
})

describe('no answer of the desk', () => {
  it('has a token, a key or a secret in it', async () => {
    const { account, browser } = await visitor()
    const code = await cancel(browser)
    await browser.connect('theo', [TELECOM])
    await runAlarm(account)
    await callDesk(ACTOR, `/accounts/${account}/acts`, { act: 'look', reason: 'Ticket 4711' })
    const paths = [
      '/me',
      `/accounts/${account}`,
      '/stuck',
      '/stuck?format=csv',
      '/fleet',
      '/audit',
      '/comments?all=true',
      '/signals',
    ]
    const texts = await Promise.all(paths.map(async (path) => (await callDesk(ACTOR, path)).text()))
    texts.push(JSON.stringify(await find(code)), JSON.stringify(await find(account)))
    const { accessToken } = (
      (await await env.ACCOUNT.getByName(account).accessToken()) as unknown as { value: { accessToken: string } }
    ).value
    expect(accessToken.length).toBeGreaterThan(20)
    const secrets = [
      accessToken,
      'refreshToken',
      'accessToken',
      'public-test',
      'whsec_',
      'eyJ',
      'sealed',
      'connectionId',
      '"login"',
    ]
    for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret)
  })
})
