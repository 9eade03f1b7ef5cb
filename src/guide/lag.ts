import { createHash } from 'node:crypto'
import { lookUp } from '../contract/look-up.ts'
import type { Content } from './content.ts'
import type { ContentFile } from './content-files.ts'

export interface Lag {
  readonly locale: string
  /** Where the translation is, or should be. */
  readonly path: string
  readonly why: 'missing' | 'changed since'
}

/** Says which text of the first language a translation was made from. */
export const digestOf = ({ text }: ContentFile): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** What other languages lack, and what they have in an older form. Readers see English for the first, old words for the second. */
export const findLag = (content: Content, locale: string): readonly Lag[] => {
  const own = content.translations.find((translation) => translation.locale === locale)
  const pages = (['steps', 'problems'] as const).flatMap((kind) =>
    content[kind].flatMap(({ id, file }): readonly Lag[] => {
      const translation = own?.[kind].find((page) => page.id === id)
      const path = `content/${kind}/${locale}/${id}.md`
      if (translation === undefined) return [{ locale, path, why: 'missing' }]
      return translation.words.translates === digestOf(file) ? [] : [{ locale, path, why: 'changed since' }]
    }),
  )
  const flows = content.flows
    .filter(({ words }) => lookUp(words.translations, locale) === undefined)
    .map(({ id }) => ({ locale, path: `content/flows/${id}.yaml, translations.${locale}`, why: 'missing' as const }))
  const ui = content.ui.some(({ id }) => id === locale)
  return [...pages, ...flows, ...(ui ? [] : [{ locale, path: `content/ui/${locale}.yaml`, why: 'missing' as const }])]
}
