import { expect, it } from 'vitest'
import { findScreens } from '../../src/guide/checklist.ts'
import { type Content, readContent } from '../../src/guide/content.ts'
import type { Source } from '../../src/schema/text.ts'

const content = readContent()
const TODAY = '2026-11-28'

const pathsIn = (of: Content, last = TODAY): readonly string[] =>
  findScreens(of, last).flatMap(({ screens }) => screens.map(({ path }) => path))

/** The content as it would be if someone had compared every page with its screen on a day. */
const seenOn = (checked: string): Content => {
  const see = <P extends { words: { source?: Source | undefined } }>(pages: readonly P[]): readonly P[] =>
    pages.map((page) => {
      const { source } = page.words
      return source === undefined
        ? page
        : { ...page, words: { ...page.words, source: { ...source, checked, confidence: 'observed' } } }
    })
  return { ...content, steps: see(content.steps), problems: see(content.problems) }
}

it('lists once every page about a screen of others that nobody has seen', () => {
  const expected = [...content.steps, ...content.problems].flatMap(({ file, words }) => {
    const { source } = words
    const isForPrograms = 'audience' in words && words.audience === 'programs'
    return source === undefined || source.against === 'guide' || source.confidence === 'observed' || isForPrograms
      ? []
      : [file.path]
  })
  expect(expected.length).toBeGreaterThan(20)
  expect(pathsIn(content).toSorted()).toEqual(expected.toSorted())
})

it('goes by the order in which a customer meets the screens', () => {
  const chapters = findScreens(content, TODAY)
  expect(chapters.map(({ title }) => title)).toEqual([
    'Connect miBilling to Xero',
    ...chapters.slice(1, -1).map(({ title }) => title),
    'When something goes wrong',
  ])
  const addresses = chapters[0]?.screens.map(({ address }) => address) ?? []
  const way = ['/connect/dashboard/', '/connect/xero-connect/', '/connect/two-step/', '/connect/log-in/', '/connect/company/']
  expect(addresses.filter((address) => way.includes(address))).toEqual(way)
})

it('names the words that the drawing shows, and not what a person typed', () => {
  const logIn = findScreens(content, TODAY)
    .flatMap(({ screens }) => screens)
    .find(({ address }) => address === '/connect/log-in/')
  expect(logIn?.words).toEqual(expect.arrayContaining(['Email address', 'Password', 'Log in']))
  expect(logIn?.words.join(' ')).not.toContain('example.com')
})

it('is empty once someone has seen every screen, until that is too long ago', () => {
  expect(findScreens(seenOn(TODAY), TODAY)).toEqual([])
  expect(pathsIn(seenOn(TODAY), '2027-02-25')).toEqual([])
  expect(pathsIn(seenOn(TODAY), '2027-02-26')).toContain('content/steps/en/log-in.md')
})
