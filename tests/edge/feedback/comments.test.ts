import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { newAccount, problemOf } from '../people.ts'
import { createTables, PROBLEM, Reader, STEP, STEP_IN_CHINESE } from './site.ts'

beforeEach(createTables)

const PAGE = `/comments${STEP}`
const commenter = (order: object = {}) => new Reader().open(newAccount(), order)
const words = (text = 'It worked.', name = 'Olivia', page = STEP) => ({ page, name, text })
const stored = async () => (await env.FEEDBACK.prepare('SELECT name, text, account FROM comments').all()).results
const letThrough = () => env.FEEDBACK.prepare('UPDATE comments SET shown_at = written_at').run()
const countOf = async (page = STEP) => (await (await new Reader().ask(`/api/comments?page=${page}`)).json()) as object

describe('a comment', () => {
  it('waits until the desk lets it through', async () => {
    const olivia = await commenter()
    const answer = await olivia.submit('/api/comments', words())
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${PAGE}#comment-noted`])
    expect(await (await olivia.go(PAGE)).text()).not.toContain('It worked.')
    expect(await countOf()).toEqual({ count: 0, mayComment: false })
    await letThrough()
    expect(await (await new Reader().go(PAGE)).text()).toContain('Olivia: It worked.')
    expect(await countOf()).toEqual({ count: 1, mayComment: false })
  })

  it('belongs to its step and language', async () => {
    await (await commenter()).send('/api/comments', words('English'))
    await (await commenter()).send('/api/comments', words('中文', '小明', STEP_IN_CHINESE))
    await letThrough()
    const english = await (await new Reader().go(PAGE)).text()
    expect(english).toContain('English')
    expect(english).not.toContain('中文')
    const chinese = await (await new Reader().go(`/zh-hans${PAGE}`)).text()
    expect(chinese).toContain('小明: 中文')
    expect(chinese).toContain(`href="${STEP_IN_CHINESE.replaceAll('/', '&#x2F;')}"`)
  })

  it('is text on the page, whatever is in it', async () => {
    const nasty = '<img src=x onerror=alert(1)> {{session.account}} & "quotes"'
    await (await commenter()).send('/api/comments', words(nasty, '<b>Olivia</b>'))
    await letThrough()
    const html = await (await new Reader().go(PAGE)).text()
    expect(html).not.toMatch(/<img|<b>/)
    expect(html).toContain('&lt;b&gt;Olivia&lt;&#x2F;b&gt;: &lt;img src')
    expect(html).toContain('{{session.account}}')
  })

  it('is kept in plain, tidy lines', async () => {
    const text = '\u202eFirst\u0000 line  \r\nsecond\tline\r\n\r\n\r\n\r\nlast e\u0301 👩‍💻  \n'
    await (await commenter()).send('/api/comments', words(text, ' Olivia\n\tOwner '))
    expect(await stored()).toMatchObject([{ name: 'Olivia Owner', text: 'First line\nsecond line\n\nlast é 👩‍💻' }])
  })

  it('never shows whose account it is', async () => {
    const account = newAccount()
    const writer = await new Reader().open(account, { name: 'Acme Telecom', user: 'Olivia Owner' })
    const form = await (await writer.go(PAGE)).text()
    expect(form).toContain('value="Olivia"')
    await writer.send('/api/comments', words())
    await letThrough()
    const html = await (await writer.go(PAGE)).text()
    for (const secret of [account, 'Acme Telecom', 'Owner']) expect(html).not.toContain(secret)
    expect(await stored()).toMatchObject([{ account }])
  })

  it.each([
    [{ text: '' }, 'text'],
    [{ text: ' \n\u200e ' }, 'text'],
    [{ text: 'x'.repeat(2001) }, 'text'],
    [{ name: '' }, 'name'],
    [{ name: '\u200b\u3164\u2800' }, 'name'],
    [{ text: '\ufe0f\n\u{e0041}' }, 'text'],
    [{ name: 'x'.repeat(61) }, 'name'],
    [{ page: PROBLEM }, 'page'],
    [{ page: '/connect/nowhere/' }, 'page'],
  ])('with %o is refused, naming the field', async (fields, field) => {
    const answer = await (await commenter()).send('/api/comments', { ...words(), ...fields })
    expect([answer.status, (await problemOf(answer)).detail]).toEqual([400, expect.stringMatching(new RegExp(`^${field}: `))])
    expect(await stored()).toEqual([])
  })

  it('may have 2000 characters, in lines', async () => {
    const text = `${'x'.repeat(999)}\r\n${'y'.repeat(1000)}`
    expect((await (await commenter()).send('/api/comments', words(text))).status).toBe(201)
  })

  it('needs a session and our own form', async () => {
    expect((await new Reader().send('/api/comments', words())).status).toBe(401)
    const stranger = await (await commenter()).submit('/api/comments', words(), { Origin: 'https://evil.example' })
    expect(stranger.headers.get('Location')).toMatch(/^\/problems\/forbidden-origin\//)
    expect(await stored()).toEqual([])
  })

  it('comes once a minute from one account, also when two come at the same moment', async () => {
    const account = newAccount()
    const browsers = await Promise.all([1, 2, 3].map(() => new Reader().open(account)))
    const answers = await Promise.all(browsers.map((browser, at) => browser.send('/api/comments', words(`Try ${at}`))))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429])
    expect(answers.find(({ status }) => status === 429)?.headers.get('Retry-After')).toBe('60')
    expect((await (await commenter()).send('/api/comments', words('Another account'))).status).toBe(201)
    await env.FEEDBACK.prepare('UPDATE comments SET written_at = written_at - 60').run()
    expect((await browsers[0]?.send('/api/comments', words('Later')))?.status).toBe(201)
    expect(await stored()).toHaveLength(3)
  })
})

describe('the comments page', () => {
  it('shows the desk’s reply, the number and the step’s own title', async () => {
    await (await commenter()).send('/api/comments', words())
    await env.FEEDBACK.prepare(
      "UPDATE comments SET shown_at = 1, written_at = 1795400000, reply = 'Glad <3', replied_at = 1795500000",
    ).run()
    const html = await (await new Reader().go(PAGE)).text()
    expect(html).toContain('<h1>Open the dashboard &amp; look</h1>')
    expect(html).toMatch(/^1 /m)
    expect(html).toContain('It worked. (23 November 2026)')
    expect(html).toContain('We: Glad &lt;3 (24 November 2026)')
    expect(html).toContain('sign in')
  })

  it('is there for steps that take comments alone', async () => {
    for (const path of [
      `/comments${PROBLEM}`,
      '/comments/connect/nowhere/',
      '/nowhere/comments/connect/dashboard/',
      '/comments/A/b/',
    ])
      expect([path, (await new Reader().ask(path)).status]).toEqual([path, 404])
  })
})

describe('comments that are off', () => {
  it.each(['off', undefined])('are nowhere (%s)', async (COMMENTS) => {
    const reader = new Reader({ COMMENTS })
    for (const path of [PAGE, `/api/comments?page=${STEP}`]) expect((await reader.ask(path)).status).toBe(404)
    const writer = await new Reader({ COMMENTS }).open(newAccount())
    expect((await writer.send('/api/comments', words())).status).toBe(404)
    expect(await stored()).toEqual([])
  })

  it('are off by nothing but "off"', async () => {
    const answer = await new Reader({ COMMENTS: 'false' }).ask('/api/health')
    expect([answer.status, (await problemOf(answer)).detail]).toEqual([500, expect.stringContaining('COMMENTS')])
  })
})

describe('a glance at the number of comments', () => {
  it('says whether the reader may write one', async () => {
    expect(await (await (await commenter()).ask(`/api/comments?page=${STEP}`)).json()).toEqual({ count: 0, mayComment: true })
  })

  it('needs the address of a page', async () => {
    expect((await new Reader().ask('/api/comments?page=nonsense')).status).toBe(400)
    expect((await new Reader().ask('/api/comments')).status).toBe(400)
  })
})

describe('the desk’s pile', () => {
  const fill = (account: string, count: number) =>
    env.FEEDBACK.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
       INSERT INTO comments (page, locale, account, name, text, written_at) SELECT '${STEP}', 'en', ?1, 'A', 'B', i FROM n`,
    )
      .bind(account, count)
      .run()

  it('takes twenty waiting comments of one account, and more once some were looked at', async () => {
    const account = newAccount()
    const writer = await new Reader().open(account)
    await fill(account, 20)
    const refused = await writer.send('/api/comments', words())
    expect([refused.status, (await problemOf(refused)).code, refused.headers.get('Retry-After')]).toEqual([
      429,
      'too-many-requests',
      '3600',
    ])
    expect((await (await commenter()).send('/api/comments', words())).status).toBe(201)
    await letThrough()
    expect((await writer.send('/api/comments', words())).status).toBe(201)
  })

  it('is full at two thousand in all', async () => {
    await fill('others', 2000)
    expect((await (await commenter()).send('/api/comments', words())).status).toBe(429)
  })
})
