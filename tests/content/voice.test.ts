import { describe, expect, it } from 'vitest'
import { readContent } from '../../src/guide/content.ts'

const content = readContent()
const problems = [...content.problems, ...content.translations.flatMap(({ problems: translated }) => translated)]
const english = [...content.steps, ...content.problems, ...content.ui, ...content.flows].map(({ file }) => file)

describe('the voice of the guide', () => {
  it('gives a short answer first on every problem page', () => {
    expect(problems.filter(({ file }) => !/^\s*\*\*[^*]+\*\*\n/.test(file.body)).map(({ file }) => file.path)).toEqual([])
  })

  it('has no words that nobody says', () => {
    const stiff = /\b(somebody|anybody|everybody|anew|besides|goes? on\b(?!ly))/i
    const typedByReaders = /^(?:keywords|search).*(?:\n +.*)*$/gm
    expect(english.filter(({ text }) => stiff.test(text.replace(typedByReaders, ''))).map(({ path }) => path)).toEqual([])
  })

  it('asks for a support code only where one is shown', () => {
    const asked = content.problems.filter(({ words }) => words.audience === 'people' && words.support.includes('support code'))
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.filter(({ words }) => !words.support.includes('if one is shown below')).map(({ id }) => id)).toEqual([])
  })

  it('tells a fake page by the whole host', () => {
    expect(english.filter(({ text }) => /begins? with \**login\.xero\.com/.test(text)).map(({ path }) => path)).toEqual([])
  })
})
