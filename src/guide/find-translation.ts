/** The translation of a page, read without Astro. */
import { findOutgrown } from './check/translations.ts'
import type { Content } from './content.ts'

export type Translations = Content['translations'][number]

/** @returns undefined where the page is shown in the first language */
export function findTranslation<P extends { readonly id: string }>(
  content: Content,
  { locale, key, id }: { readonly locale: string; readonly key: 'steps' | 'problems'; readonly id: string },
  pagesOf: (own: Translations) => readonly P[],
): P | undefined {
  const own = content.translations.find((translations) => translations.locale === locale)
  if (own === undefined || outgrownOf(content).has(`${key}/${locale}/${id}`)) return undefined
  return pagesOf(own).find((page) => page.id === id)
}

const kept = new WeakMap<Content, ReadonlySet<string>>()
function outgrownOf(content: Content): ReadonlySet<string> {
  const keys = kept.get(content) ?? new Set(findOutgrown(content).map(({ key }) => key))
  kept.set(content, keys)
  return keys
}
