/** What readers search: every step and every problem that people meet, in one language. Read without Astro, so that the tests search the same. */
import { lookUp } from '../contract/look-up.ts'
import type { SearchDocument, SearchFile } from '../contract/pages.ts'
import { translateProblem, translateStep } from '../schema/translation.ts'
import { type Content, readContent, releasedFlows } from './content.ts'
import { createWords } from './create-words.ts'
import { findTranslation } from './find-translation.ts'
import { FIRST_LOCALE, pageAddress, problemAddress, stepAddress } from './locale.ts'
import { plainText } from './plain-text.ts'
import { parseSynonyms, parseWords } from './synonyms.ts'

type Known = Omit<SearchDocument, 'keywords'>

/** What the search of one language needs: its words, and what it searches. */
export function readSearch(locale: string, content: Content = readContent()): SearchFile {
  const ui = (id: string) => content.ui.find((written) => written.id === id)?.words
  const t = createWords(locale, ui(locale), ui(FIRST_LOCALE))
  const ignored = parseWords(t('search.ignored'))
  const documentOf = (known: Known, keywords: readonly string[]): SearchDocument => ({
    ...known,
    body: listWords(known.body, ignored),
    keywords: keywords.join(', '),
  })
  const code = { address: pageAddress(locale, 'problems/').concat('#support-code'), part: t('search.help'), body: '' }
  return {
    words: {
      title: t('search.title'),
      label: t('search.label'),
      hint: t('search.hint'),
      none: t('search.none'),
      one: t('search.one'),
      many: t('search.many', { count: '{count}' }),
      all: t('search.all'),
      close: t('site.close'),
      shortcut: t('search.shortcut'),
    },
    all: pageAddress(locale, 'search/'),
    characters: t('search.characters').replace(/\s/g, ''),
    synonyms: parseSynonyms(t('search.synonyms')),
    ignored,
    supportCode: documentOf({ ...code, title: t('search.code', { code: '{code}' }), note: t('search.code-note') }, []),
    documents: [
      ...findSteps(content, locale).map(({ keywords, ...known }) => documentOf(known, keywords)),
      ...findProblems(content, locale).map(({ keywords, ...known }) =>
        documentOf({ ...known, part: t('search.problem') }, keywords),
      ),
      documentOf({ ...code, title: t('problem.index-code'), note: t('search.code-note') }, []),
    ],
  }
}

const WORDS = /\p{Script=Han}+|[[\p{L}\p{N}'’]--\p{Script=Han}]+/gv

/** Each word once, without those that say nothing: nobody reads them, and the file is a quarter smaller for it. */
function listWords(text: string, ignored: readonly string[]): string {
  const inside = ignored.filter((word) => /\p{Script=Han}/u.test(word)).toSorted((a, b) => b.length - a.length)
  const cut = inside.length === 0 ? text : text.replace(new RegExp(inside.join('|'), 'gu'), ' ')
  return [...new Set(cut.toLowerCase().match(WORDS))].filter((word) => !ignored.includes(word)).join(' ')
}

type Found = Known & { readonly keywords: readonly string[] }

/** A step that several flows use is found once, at its first address. */
function findSteps(content: Content, locale: string): readonly Found[] {
  const taken = new Set<string>()
  return releasedFlows(content).flatMap((flow) => {
    const part = lookUp(content.flows.find(({ id }) => id === flow.id)?.words.translations, locale)?.title ?? flow.title
    return Object.keys(flow.steps).flatMap((id) => {
      const first = content.steps.find((step) => step.id === id)
      if (first === undefined || taken.has(id)) return []
      taken.add(id)
      const own = findTranslation(content, { locale, key: 'steps', id }, ({ steps }) => steps)
      const { title, summary, keywords } = own === undefined ? first.words : translateStep(first.words, own.words)
      const body = plainText((own ?? first).file.body)
      return [{ address: stepAddress(locale, flow.id, id), part, title, note: summary, body, keywords }]
    })
  })
}

const findProblems = (content: Content, locale: string): readonly Omit<Found, 'part'>[] =>
  content.problems
    .filter(({ words }) => words.audience === 'people')
    .map(({ id, file, words }) => {
      const own = findTranslation(content, { locale, key: 'problems', id }, ({ problems }) => problems)
      const { title, symptom, meaning, keywords } = own === undefined ? words : translateProblem(words, own.words)
      const body = `${meaning} ${plainText((own?.file ?? file).body)}`
      return { address: problemAddress(locale, id), title, note: symptom, body, keywords: [id, ...keywords] }
    })
