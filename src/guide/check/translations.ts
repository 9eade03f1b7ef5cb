import { lookUp } from '../../contract/look-up.ts'
import type { ProblemWords } from '../../schema/problem.ts'
import type { StepWords } from '../../schema/step.ts'
import { findUnevenWords, type ProblemTranslation, type StepTranslation } from '../../schema/translation.ts'
import { findAnchors } from '../anchors.ts'
import type { Content } from '../content.ts'
import type { ContentFile } from '../content-files.ts'
import { hasChangedSince } from '../lag.ts'
import { FIRST_LOCALE, LOCALES } from '../locale.ts'
import { countActions } from '../markdown-tree.ts'
import type { ContentFault } from './explain.ts'
import { checkPicture, findCallouts } from './pages.ts'

interface Page<W> {
  readonly id: string
  readonly file: ContentFile
  readonly words: W
}

/** A page in another language may be missing; one that is up to date has the same parts as the first language's. */
export function checkTranslations(content: Content): readonly ContentFault[] {
  return [
    ...findPairs(content).flatMap(({ first, page }) => {
      if (first === undefined) return [fault(page.file, [], 'translates a page that is not there')]
      // Whoever changes the English need not know the other language: its page is shown in English until a translator comes.
      return hasChangedSince(first, page.words) ? [] : findDifferences(content, first, page)
    }),
    ...content.flows.flatMap(({ file, words }) =>
      Object.keys(words.translations)
        .filter((locale) => locale === FIRST_LOCALE || !LOCALES.includes(locale))
        .map((locale) => fault(file, ['translations', locale], 'is not another language of the guide')),
    ),
    ...checkUi(content),
  ]
}

/** Translations that the first language has outgrown: their parts no longer fit, and readers see the first language's page. */
export const findOutgrown = (content: Content): readonly Outgrown[] =>
  findPairs(content).flatMap(({ locale, kind, first, page }) =>
    first !== undefined && hasChangedSince(first, page.words) && findDifferences(content, first, page).length > 0
      ? [{ path: `content/${kind}/${locale}/${page.id}.md`, key: `${kind}/${locale}/${page.id}` }]
      : [],
  )

export interface Outgrown {
  readonly path: string
  /** Kind, language and id. */
  readonly key: string
}

type First = Page<StepWords | ProblemWords>
type Translated = Page<StepTranslation | ProblemTranslation>

const findPairs = (content: Content) =>
  content.translations.flatMap(({ locale, ...pages }) =>
    (['steps', 'problems'] as const).flatMap((kind) => {
      const firsts: readonly First[] = content[kind]
      return pages[kind].map((page: Translated) => ({ locale, kind, page, first: firsts.find(({ id }) => id === page.id) }))
    }),
  )

function findDifferences(content: Content, first: First, { file, words }: Translated): readonly ContentFault[] {
  const picture = 'picture' in words ? words.picture : undefined
  return [
    ...findUnevenWords(first.words, words).map((field) =>
      fault(file, [field], 'must be here where the first language has it, and only there'),
    ),
    ...compareParts(first, file, words),
    ...checkPicture(file, picture, file.body, new Set(content.problems.map(({ id }) => id))),
  ]
}

function compareParts(
  first: Page<StepWords | ProblemWords>,
  file: ContentFile,
  words: StepTranslation | ProblemTranslation,
): readonly ContentFault[] {
  const parts: readonly (readonly [string, unknown, unknown])[] = [
    ['options of choices', optionsOf(first.words), optionsOf(words)],
    ['links of onward', countOf(first.words), countOf(words)],
    ['callouts', calloutsOf(first.words), calloutsOf(words)],
    ['numbered actions', countActions(first.file.body), countActions(file.body)],
    ['anchors of headings; write them as {#anchor}', findAnchors(first.file.body), findAnchors(file.body)],
  ]
  return parts.flatMap(([name, wanted, found]) =>
    JSON.stringify(wanted) === JSON.stringify(found)
      ? []
      : [fault(file, [], `must have the same ${name}: ${JSON.stringify(wanted)}, not ${JSON.stringify(found)}`)],
  )
}

const optionsOf = (words: object): unknown => ('choices' in words ? Object.keys(words.choices ?? {}).sort() : [])
const countOf = (words: object): number => ('onward' in words ? ((words.onward as readonly unknown[] | undefined)?.length ?? 0) : 0)
const calloutsOf = (words: object): unknown =>
  'picture' in words && words.picture !== undefined ? findCallouts(words.picture as StepTranslation['picture'] & object) : []

/** Every language has every string, with the same places for values. */
function checkUi({ ui }: Content): readonly ContentFault[] {
  const first = ui.find(({ id }) => id === FIRST_LOCALE)
  if (first === undefined) return []
  return ui
    .filter(({ id }) => id !== FIRST_LOCALE)
    .flatMap(({ file, words }) => [
      ...Object.keys(first.words)
        .filter((key) => lookUp(words, key) === undefined)
        .map((key) => fault(file, [], `lacks ${key}`)),
      ...Object.entries(words).flatMap(([key, text]) => {
        const wanted = lookUp(first.words, key)
        if (wanted === undefined) return [fault(file, [key], 'is not a string of the first language')]
        return placesOf(text) === placesOf(wanted)
          ? []
          : [fault(file, [key], `must have these places: ${placesOf(wanted) || 'none'}`)]
      }),
    ])
}

const placesOf = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ')

const fault = (file: ContentFile, field: readonly string[], message: string): ContentFault => ({
  path: file.path,
  line: file.lineOf(field),
  field: field.join('.'),
  message,
})
