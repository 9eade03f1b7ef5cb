import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readContent } from '../../src/guide/content.ts'
import { drawMap } from '../../src/guide/map.ts'

it('has a map that is up to date; if not: npm run guide:map', () => {
  expect(readFileSync('docs/guide-map.md', 'utf8')).toBe(drawMap(readContent()))
})
