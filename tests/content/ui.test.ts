import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PLACES } from '../../src/wizard/rail.ts'
import { parsedUi } from './read.ts'

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(astro|tsx?)$/.test(name))
  .map((name) => readFileSync(join('src', name), 'utf8'))
/** Keys written out, and the fixed beginnings of those put together on the spot. */
const written = new Set(sources.flatMap((text) => [...text.matchAll(/'([a-z]+(?:\.[a-z][\w-]*)+)'/g)].map(([, key]) => key ?? '')))
const beginnings = new Set(
  sources.flatMap((text) => [...text.matchAll(/\bt\(`([a-z]+\.[\w.-]*)\$\{/g)].map(([, start]) => start ?? '')),
)
const keys = Object.keys(parsedUi('en'))

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

  it('keeps no key that nobody asks for', () => {
    const used = (key: string) => written.has(key) || [...beginnings].some((start) => key.startsWith(start))
    expect(keys.filter((key) => !used(key))).toEqual([])
  })
})
