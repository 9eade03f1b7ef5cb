import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXAMPLE_PAGES, withExamples } from '../../../scripts/project/examples.ts'

describe('the examples in the pages for developers', () => {
  it.each(EXAMPLE_PAGES.map((page) => [basename(page), page]))('of %s are those that were captured', (_, page) => {
    const text = readFileSync(page, 'utf8')
    expect(withExamples(text)).toBe(text)
  })

  it.each(EXAMPLE_PAGES.map((page) => [basename(page), page]))(
    'of %s are all captured: no answer is written by hand',
    (_, page) => {
      const text = readFileSync(page, 'utf8')
      const shown = text.match(/^```(?:json|http)$/gm) ?? []
      expect(shown.length).toBeGreaterThan(1)
      expect(text.match(/^<!-- example: \w+ -->\n\n```(?:json|http)$/gm)).toHaveLength(shown.length)
    },
  )
})
