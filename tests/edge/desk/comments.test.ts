/** What readers wrote and pressed, as the desk lists it and changes it. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { DeskComments } from '../../../src/contract/desk.ts'
import { createTables } from '../feedback/site.ts'
import { ACTOR, callDesk, READER } from './staff.ts'

describe('comments and signals', () => {
  it('lists comments fifty at a time, those that wait and all', async () => {
    await createTables()
    const insert =
      "INSERT INTO comments (page, locale, account, name, text, written_at) SELECT '/a/b/', 'en', 'acme', 'Olivia', value, value FROM json_each(?)"
    await env.FEEDBACK.prepare(insert)
      .bind(JSON.stringify([...Array(101).keys()]))
      .run()
    const page = async (query: string) => (await (await callDesk(READER, `/comments${query}`)).json()) as DeskComments
    const numbers = async (query: string) => {
      const { comments, next } = await page(query)
      return [comments.length, comments[0]?.id, next]
    }
    expect(await numbers('?all=true')).toEqual([50, 1, 50])
    expect(await numbers('?all=true&after=50')).toEqual([50, 51, 100])
    expect(await numbers('?all=true&after=100')).toEqual([1, 101, undefined])
    await callDesk(ACTOR, '/comments', { act: 'approve', id: 1 })
    expect(await numbers('')).toEqual([50, 2, 51])
    expect((await callDesk(READER, '/comments?after=-1')).status).toBe(400)
  })

  it('are listed, approved, answered and removed', async () => {
    await createTables()
    const insert =
      "INSERT INTO comments (page, locale, account, name, text, written_at) VALUES ('/connect/log-in/', 'en', 'acme', 'Olivia', ?, ?)"
    for (const [at, text] of ['First', 'Second', 'Third'].entries()) await env.FEEDBACK.prepare(insert).bind(text, at).run()
    const list = async (query = '') =>
      ((await (await callDesk(READER, `/comments${query}`)).json()) as DeskComments).comments.map(({ text }) => text)
    const change = (order: object) => callDesk(ACTOR, '/comments', order)
    expect(await list()).toEqual(['First', 'Second', 'Third'])
    expect(await (await change({ act: 'approve', id: 1 })).json()).toMatchObject({ id: 1, shownAt: expect.any(Number) })
    const text = "'; DROP TABLE comments; -- <b>"
    expect(await (await change({ act: 'reply', id: 2, text })).json()).toMatchObject({ reply: text, shownAt: expect.any(Number) })
    expect(await list()).toEqual(['Third'])
    expect((await change({ act: 'remove', id: 3 })).status).toBe(200)
    expect(await list('?all=true')).toEqual(['First', 'Second'])
    for (const order of [
      { act: 'remove', id: 3 },
      { act: 'approve', id: -1 },
    ])
      expect((await change(order)).status).toBe(404)
    for (const order of [
      { act: 'reply', id: 1 },
      { act: 'approve', id: 1, text: 'x' },
      { act: 'approve', id: '1 OR 1=1' },
    ])
      expect((await change(order)).status).toBe(400)
    await env.FEEDBACK.exec("INSERT INTO signals VALUES ('/connect/log-in/', 'en', 'different', date('now'), 3)")
    expect(await (await callDesk(READER, '/signals')).json()).toMatchObject({ pages: [{ page: '/connect/log-in/', different: 3 }] })
  })
})
