import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROBLEMS } from '../../src/contract/problems.ts'
import { readContent } from '../../src/guide/content.ts'
import { PLACES } from '../../src/wizard/rail.ts'

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(astro|tsx?)$/.test(name))
  .map((name) => readFileSync(join('src', name), 'utf8'))
/** Keys written out, and the fixed beginnings of those put together on the spot. */
const written = new Set(sources.flatMap((text) => [...text.matchAll(/'([a-z]+(?:\.[a-z][\w-]*)+)'/g)].map(([, key]) => key ?? '')))
const beginnings = new Set(
  sources.flatMap((text) => [...text.matchAll(/\bt\(`([a-z]+\.[\w.-]*)\$\{/g)].map(([, start]) => start ?? '')),
)
const content = readContent()
const keys = Object.keys(content.ui.find(({ id }) => id === 'en')?.words ?? {})

describe('the words of the interface', () => {
  it('has every key that a page asks for', () => {
    const asked = sources.flatMap((text) => [...text.matchAll(/\bt\('([^']+)'/g)].map(([, key]) => key ?? ''))
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.filter((key) => !keys.includes(key))).toEqual([])
  })

  it('has a name for every place', () => {
    expect(PLACES.filter((place) => !keys.includes(`place.${place}`))).toEqual([])
  })

  it('has a key for every beginning', () => {
    expect([...beginnings].filter((start) => !keys.some((key) => key.startsWith(start)))).toEqual([])
  })

  it('leaves it to the pages to count how long a flow takes', () => {
    const texts = [...content.ui, ...content.steps, ...content.translations.flatMap(({ steps }) => steps)].map(({ file }) => file)
    expect(texts.length).toBeGreaterThan(80)
    const typedByReaders = /^(?:keywords|search).*(?:\n +.*)*$/gm
    const counted = texts
      .filter(({ text }) => /\d+\s*(?:more )?(?:minutes\b|分钟)|\b\d+ more\b/.test(text.replace(typedByReaders, '')))
      .map(({ path }) => path)
    expect(counted).toEqual([])
  })

  it('keeps no key that nobody asks for', () => {
    const used = (key: string) => written.has(key) || [...beginnings].some((start) => key.startsWith(start))
    expect(keys.filter((key) => !used(key))).toEqual([])
  })
})

it('explains every code of the catalogue', () => {
  const explained = content.problems.map(({ id }) => id)
  expect(Object.keys(PROBLEMS).filter((code) => !explained.includes(code))).toEqual([])
})
