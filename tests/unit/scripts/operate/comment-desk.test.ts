import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../../scripts/operate/comment-desk.ts'
import { literal } from '../../../../scripts/serve/databases.ts'

let db: DatabaseSync
/** @returns what the command answers, from a real SQLite with the real tables */
const run = (name: string, ...words: string[]) => {
  const statement = COMMANDS[name]?.(words, 1000)
  return statement === undefined ? 'refused' : db.prepare(statement).all()
}

beforeEach(() => {
  db = new DatabaseSync(':memory:')
  db.exec(readFileSync('functions/feedback/migrations/0001_feedback.sql', 'utf8'))
  const insert =
    "INSERT INTO comments (page, locale, account, name, text, written_at) VALUES ('/a/b/', 'en', 'acme', 'Olivia', ?, ?)"
  for (const [at, text] of ['First', 'Second'].entries()) db.prepare(insert).run(text, at)
})

describe('the desk', () => {
  it('lists those that wait, and approves one', () => {
    expect(run('list')).toHaveLength(2)
    expect(run('approve', '1')).toMatchObject([{ id: 1, shownAt: 1000 }])
    expect(run('list')).toMatchObject([{ text: 'Second', account: 'acme' }])
    expect(run('list', 'all')).toHaveLength(2)
  })

  it('replies in any words, and shows the comment with them', () => {
    const words = 'It\'s here: \'; DELETE FROM comments; --\r\n"<b>"'
    expect(run('reply', '2', words)).toMatchObject([{ id: 2, reply: words.replace('\r', ''), shownAt: 1000 }])
    expect(run('list', 'all')).toHaveLength(2)
  })

  it('removes one for good', () => {
    expect(run('remove', '1')).toMatchObject([{ id: 1 }])
    expect(run('list', 'all')).toMatchObject([{ id: 2 }])
    expect(run('remove', '1')).toEqual([])
  })

  it.each([
    ['approve'],
    ['approve', '1 OR 1=1'],
    ['approve', '1', '2'],
    ['approve', '-1'],
    ['reply', '1'],
    ['reply', '1', ' \u0000 '],
    ['reply', '1', 'x'.repeat(2001)],
    ['remove', 'all'],
    ['remove'],
    ['list', 'some'],
  ])('refuses %s %s %s', (name, ...words) => {
    expect(run(name, ...words)).toBe('refused')
    expect(run('list')).toHaveLength(2)
  })
})

describe('a value in a statement', () => {
  it.each(["O'Neil", "''", "\\'", 'a\nb', '中文', '', '--;/*', 0, -5, 2 ** 50])(
    'comes out of SQLite as it went in (%j)',
    (value) => {
      expect(db.prepare(`SELECT ${literal(value)} AS value`).get()).toEqual({ value })
    },
  )

  it.each(['a\0b', 1.5, Number.NaN])('is refused where SQLite could not hold it (%j)', (value) => {
    expect(() => literal(value)).toThrow(RangeError)
  })
})
