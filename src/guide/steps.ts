import { type CollectionEntry, getEntry } from 'astro:content'
import { FIRST_LOCALE } from './locale.ts'

/** A language may lag: a step without its words in it is shown in the first language, and says so by `locale`. */
export async function readStep(
  locale: string,
  id: string,
): Promise<{ readonly entry: CollectionEntry<'steps'>; readonly locale: string }> {
  for (const tried of [locale, FIRST_LOCALE]) {
    const entry = await getEntry('steps', `${tried}/${id}`)
    if (entry !== undefined) return { entry, locale: tried }
  }
  throw new Error(`content/steps/${FIRST_LOCALE}/${id}.md is missing`)
}

export async function readProblem(locale: string, id: string): Promise<CollectionEntry<'problems'>> {
  const entry = (await getEntry('problems', `${locale}/${id}`)) ?? (await getEntry('problems', `${FIRST_LOCALE}/${id}`))
  if (entry === undefined) throw new Error(`content/problems/${FIRST_LOCALE}/${id}.md is missing`)
  return entry
}
