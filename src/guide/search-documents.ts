/** What readers search: every step and every problem that people meet, in one language, as the browser's index takes it. */
import type { SearchDocument } from '../contract/pages.ts'
import { findReleasedFlows } from './flows.ts'
import { pageAddress, problemAddress, stepAddress } from './locale.ts'
import { plainText } from './plain-text.ts'
import { findProblemIds, readProblem, readStep } from './steps.ts'
import { findSynonyms, parseSynonyms } from './synonyms.ts'
import { readWords } from './words.ts'

async function findSearchDocuments(locale: string): Promise<readonly SearchDocument[]> {
  const t = await readWords(locale)
  const groups = parseSynonyms(t('search.synonyms'))
  const documentOf = (
    known: Pick<SearchDocument, 'address' | 'title' | 'note' | 'part' | 'body'>,
    keywords: readonly string[],
  ) => ({
    ...known,
    keywords: keywords.join(', '),
    others: findSynonyms([known.title, known.note, ...keywords].join('; '), groups).join(', '),
  })
  const steps = new Map<string, { readonly part: string; readonly address: string }>()
  for (const { id, title, steps: all } of await findReleasedFlows(locale)) {
    for (const step of Object.keys(all))
      if (!steps.has(step)) steps.set(step, { part: title, address: stepAddress(locale, id, step) })
  }
  const ofSteps = [...steps].map(async ([id, { part, address }]) => {
    const { entry } = await readStep(locale, id)
    const { title, summary, keywords } = entry.data
    return documentOf({ address, part, title, note: summary, body: plainText(entry.body ?? '') }, keywords)
  })
  const ofProblems = (await findProblemIds()).map(async (code) => {
    const { entry } = await readProblem(locale, code)
    const { title, symptom, meaning, keywords, audience } = entry.data
    const body = `${meaning} ${plainText(entry.body ?? '')}`
    const document = documentOf({ address: problemAddress(locale, code), part: t('search.problem'), title, note: symptom, body }, [
      code,
      ...keywords,
    ])
    return audience === 'people' ? [document] : []
  })
  return [...(await Promise.all(ofSteps)), ...(await Promise.all(ofProblems)).flat()]
}

/** What the search of one language needs: its words, and what it searches. */
export async function readSearch(locale: string) {
  const t = await readWords(locale)
  const words = {
    title: t('search.title'),
    label: t('search.label'),
    hint: t('search.hint'),
    none: t('search.none'),
    one: t('search.one'),
    many: t('search.many', { count: '{count}' }),
    all: t('search.all'),
    close: t('site.close'),
    shortcut: t('search.shortcut'),
  }
  return { words, all: pageAddress(locale, 'search/'), documents: await findSearchDocuments(locale) }
}
