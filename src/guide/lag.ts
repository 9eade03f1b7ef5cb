import { createHash } from 'node:crypto'
import { lookUp } from '../contract/look-up.ts'
import type { ProblemWords } from '../schema/problem.ts'
import type { StepWords } from '../schema/step.ts'
import { problemTranslationSchema, stepTranslationSchema } from '../schema/translation.ts'
import type { Content } from './content.ts'
import type { ContentFile } from './content-files.ts'

export interface Lag {
  readonly locale: string
  /** Where the translation is, or should be. */
  readonly path: string
  readonly why: 'missing' | 'changed since'
}

interface Page {
  readonly file: ContentFile
  readonly words: StepWords | ProblemWords
}

/** Fields that a translator writes; every other one is a fact, which a translation need not follow. */
const WORDS = new Set([...Object.keys(stepTranslationSchema.shape), ...Object.keys(problemTranslationSchema.shape)])

/** Says which words of the first language a translation was made from: another `checked` day or line end makes no difference. */
export function digestOf({ file, words }: Page): string {
  const fields = Object.entries(words)
    .filter(([field]) => WORDS.has(field))
    .map(([field, value]) => [field, field === 'onward' ? labelsOf(value) : value])
    .toSorted(([one], [other]) => String(one).localeCompare(String(other)))
  const text = JSON.stringify([fields, file.body.replaceAll('\r\n', '\n').trim()])
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

const labelsOf = (links: unknown): unknown => (Array.isArray(links) ? links.map((link: { label?: unknown }) => link.label) : links)

/** @returns a translation's text, with the note that it says what the first language says now. Line ends stay as they are. */
export const stamped = (text: string, first: Page): string =>
  text
    .replace(/^translates:.*\r?\n/m, '')
    .replace(/(\r?\n)---(?=\r?\n)/, (_, lineEnd) => `${lineEnd}translates: "${digestOf(first)}"${lineEnd}---`)

/** Whether the first language's words have changed since a translation was made. One without a stamp is held to be new. */
export const hasChangedSince = (first: Page, { translates }: { readonly translates?: string | undefined }): boolean =>
  translates !== undefined && translates !== digestOf(first)

/** What other languages lack, and what they have in an older form. Readers see English for the first, old words for the second. */
export const findLag = (content: Content, locale: string): readonly Lag[] => {
  const own = content.translations.find((translation) => translation.locale === locale)
  const pages = (['steps', 'problems'] as const).flatMap((kind) =>
    content[kind].flatMap((first): readonly Lag[] => {
      const translation = own?.[kind].find((page) => page.id === first.id)
      const path = `content/${kind}/${locale}/${first.id}.md`
      if (translation === undefined) return [{ locale, path, why: 'missing' }]
      return translation.words.translates === digestOf(first) ? [] : [{ locale, path, why: 'changed since' }]
    }),
  )
  const flows = content.flows
    .filter(({ words }) => lookUp(words.translations, locale) === undefined)
    .map(({ id }) => ({ locale, path: `content/flows/${id}.yaml, translations.${locale}`, why: 'missing' as const }))
  const ui = content.ui.some(({ id }) => id === locale)
  return [...pages, ...flows, ...(ui ? [] : [{ locale, path: `content/ui/${locale}.yaml`, why: 'missing' as const }])]
}
