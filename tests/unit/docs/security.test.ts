/** What docs/security.md says can be looked up: its tests exist, its spans are those of the code, its commands are there. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ATTEMPT_LIFETIME_SECONDS } from '../../../functions/account/attempts.ts'
import { SESSION_IDLE_SECONDS } from '../../../functions/account/sessions.ts'
import project from '../../../package.json' with { type: 'json' }
import { SESSION_LONGEST_SECONDS } from '../../../src/contract/session-limits.ts'
import { LINK_LIFETIME_SECONDS } from '../../../src/contract/start-link.ts'

const page = readFileSync('docs/security.md', 'utf8')

/** Cells of a chapter's tables, without their heads. */
function rowsOf(chapter: string): string[][] {
  const [, text = ''] = page.split(`\n## ${chapter}\n`)
  const lines = (text.split('\n## ')[0] ?? '').split('\n').filter((line) => line.trimStart().startsWith('|'))
  const rows = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  return rows.filter((cells, index) => !/^-+$/.test(cells[0] ?? '') && !/^-+$/.test(rows[index + 1]?.[0] ?? ''))
}

const testsIn = (text: string): string[] => [...text.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path)
const held = ['A page, and who attacks it', 'OWASP ASVS 5.0, level 2', 'RFC 9700, best current practice for OAuth 2.0'] as const

describe('docs/security.md', () => {
  it('names tests that exist', () => {
    const named = testsIn(page)
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter((path) => !/\.(test|spec)\.ts$/.test(path) || !existsSync(path))).toEqual([])
  })

  it.each(held)('names a test for each row of "%s"', (chapter) => {
    const rows = rowsOf(chapter).filter((cells) => cells.length > 2)
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter((cells) => testsIn(cells.at(-1) ?? '').length === 0)).toEqual([])
  })

  it('has each requirement of ASVS once, and one of each chapter that applies', () => {
    const numbers = rowsOf(held[1]).flatMap(([row = '']) => row.match(/\d+\.\d+\.\d+/g) ?? [])
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
    const chapters = new Set(numbers.map((number) => Number(number.split('.')[0])))
    expect([...chapters].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
  })

  it.each([
    ['attempts', ATTEMPT_LIFETIME_SECONDS / 60, 'minutes'],
    ['ids of spent links', LINK_LIFETIME_SECONDS / 60, 'minutes'],
    ['account, names, where to return', LINK_LIFETIME_SECONDS / 60, 'minutes'],
    [
      'sessions: who came, in which browser',
      SESSION_IDLE_SECONDS / 3600,
      `hour unused, ${SESSION_LONGEST_SECONDS / 3600} hours in all`,
    ],
  ])('says of "%s" what the code does', (what, count, unit) => {
    const row = rowsOf('How long everything is kept').find((cells) => cells[1] === what)
    expect(row?.[2]).toMatch(new RegExp(`^${count} ${unit}\\b`))
  })

  it('tells commands that are there', () => {
    const scripts = [...page.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name)
    expect(scripts.length).toBeGreaterThan(3)
    expect(scripts.filter((name) => !(name in project.scripts))).toEqual([])
  })

  it('leads to files that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, path = '']) => path)
    expect(links.filter((path) => !existsSync(`docs/${path}`))).toEqual([])
    const security = readFileSync('SECURITY.md', 'utf8')
    for (const [, path = '', anchor] of security.matchAll(/\]\(([^)#]+)(?:#([^)]+))?\)/g)) {
      expect(existsSync(path)).toBe(true)
      if (anchor !== undefined) expect(page.toLowerCase()).toContain(`## ${anchor.replaceAll('-', ' ')}`)
    }
  })
})
