import { type CollectionEntry, getCollection, getEntry } from 'astro:content'
import { translateProblem, translateStep } from '../schema/translation.ts'
import { FIRST_LOCALE } from './locale.ts'
import { findEntry, isOutgrown } from './translated.ts'

/** Words of a page with the language they are in: one may lag, and is then shown in the first. `entry` is ready for `render`. */
interface Read<E> {
  readonly entry: E
  readonly locale: string
}

export async function readStep(locale: string, id: string): Promise<Read<CollectionEntry<'steps'>>> {
  const entry = await getEntry('steps', `${FIRST_LOCALE}/${id}`)
  if (entry === undefined) throw new Error(`content/steps/${FIRST_LOCALE}/${id}.md is missing`)
  const isOwn = locale !== FIRST_LOCALE && !isOutgrown(`steps/${locale}/${id}`)
  const own = isOwn ? await findEntry('stepTranslations', `${locale}/${id}`) : undefined
  if (own === undefined) return { entry, locale: FIRST_LOCALE }
  return { entry: { ...own, collection: 'steps', data: translateStep(entry.data, own.data) }, locale }
}

export async function readProblem(locale: string, id: string): Promise<Read<CollectionEntry<'problems'>>> {
  const entry = await getEntry('problems', `${FIRST_LOCALE}/${id}`)
  if (entry === undefined) throw new Error(`content/problems/${FIRST_LOCALE}/${id}.md is missing`)
  const isOwn = locale !== FIRST_LOCALE && !isOutgrown(`problems/${locale}/${id}`)
  const own = isOwn ? await findEntry('problemTranslations', `${locale}/${id}`) : undefined
  if (own === undefined) return { entry, locale: FIRST_LOCALE }
  return { entry: { ...own, collection: 'problems', data: translateProblem(entry.data, own.data) }, locale }
}

export const findProblemIds = async (): Promise<readonly string[]> =>
  (await getCollection('problems')).map(({ id }) => id.slice(FIRST_LOCALE.length + 1))
