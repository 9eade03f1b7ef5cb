/** The answer cards of the support desk: every problem that people meet and every step, in each language. */
import type { CardWords, DeskCard, DeskFile } from '../contract/desk-cards.ts'
import { MESSAGE_WORDS } from '../contract/desk-cards.ts'
import { EVENT_WORDS } from '../contract/event-words.ts'
import { inLocale, LOCALES, type Locale } from '../contract/languages.ts'
import type { ReconnectReason } from '../contract/wire.ts'
import { translateProblem, translateStep } from '../schema/translation.ts'
import { type Content, readContent, releasedFlows } from './content.ts'
import { createWords, type Words } from './create-words.ts'
import { findTranslation } from './find-translation.ts'
import { FIRST_LOCALE, problemAddress, stepAddress } from './locale.ts'
import { plainText } from './plain-text.ts'
import { familyOf } from './problem-families.ts'

/** What people ask support most, in our judgement: readers' presses count pages, and not how often support is asked. */
const COMMON = [
  'code-refused',
  'wrong-organisation',
  'reconnect-required',
  'phone-clock-wrong',
  'company-missing',
  'role-too-low',
  'lost-phone',
  'session-lost',
  'password-refused',
  'xero-unavailable',
]

/** Keys of `reason.…` in content/ui. */
const REASONS: Readonly<Record<ReconnectReason, string>> = {
  expired: 'reason.expired',
  'disconnected-in-xero': 'reason.disconnectedInXero',
  'access-removed': 'reason.accessRemoved',
  'organisation-unavailable': 'reason.organisationUnavailable',
  'scopes-changed': 'reason.scopesChanged',
  revoked: 'reason.revoked',
}

export function readDeskCards(content: Content = readContent()): DeskFile {
  const t = (locale: string) => createWords(locale, uiOf(content, locale), uiOf(content, FIRST_LOCALE))
  const english = t(FIRST_LOCALE)
  return {
    cards: [...findProblems(content), ...findSteps(content), ...TOOLS.map((tool) => toolCard(tool, t))],
    common: COMMON,
    message: inEach((locale) => messageWords(t(locale))),
    events: tableOf(EVENT_WORDS, (id) => english(`event.${id}`, { organisation: '{organisation}' })),
    reasons: tableOf(Object.keys(REASONS) as ReconnectReason[], (reason) => english(REASONS[reason])),
  }
}

const uiOf = (content: Content, locale: string) => content.ui.find(({ id }) => id === locale)?.words

const tableOf = <K extends string, T>(keys: readonly K[], make: (key: K) => T) =>
  Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, T>

const inEach = <T>(valueIn: (locale: Locale) => T): Record<Locale, T> => tableOf(LOCALES, valueIn)

const messageWords = (t: Words) =>
  tableOf(MESSAGE_WORDS, (id) =>
    t(`desk.${id}`, { name: '{name}', account: '{account}', organisation: '{organisation}', code: '{code}' }),
  )

const findProblems = (content: Content): readonly DeskCard[] =>
  content.problems
    .filter(({ words }) => words.audience === 'people')
    .map(({ id, file, words }) => ({
      id,
      kind: 'problem',
      side: words.side,
      others: othersOf(id, file.body),
      words: inEach((locale) => {
        const own = findTranslation(content, { locale, key: 'problems', id }, ({ problems }) => problems)
        const { title, symptom, meaning } = own === undefined ? words : translateProblem(words, own.words)
        return { title, note: symptom, meaning, ...readBody((own?.file ?? file).body), address: problemAddress(locale, id) }
      }),
    }))

/** A step that several flows use has one card, at its first address. */
function findSteps(content: Content): readonly DeskCard[] {
  const taken = new Set<string>()
  return releasedFlows(content).flatMap((flow) =>
    Object.keys(flow.steps).flatMap((id): readonly DeskCard[] => {
      const first = content.steps.find((step) => step.id === id)
      if (first === undefined || taken.has(id)) return []
      taken.add(id)
      const words = inEach((locale): CardWords => {
        const own = findTranslation(content, { locale, key: 'steps', id }, ({ steps }) => steps)
        const { title, summary } = own === undefined ? first.words : translateStep(first.words, own.words)
        return { title, note: summary, ...readBody((own ?? first).file.body), address: stepAddress(locale, flow.id, id) }
      })
      return [{ id: `${flow.id}/${id}`, kind: 'step', others: first.words.problems.slice(0, MOST_OTHERS), words }]
    }),
  )
}

const MOST_OTHERS = 5

/** Pages that do something for their reader; their words are in content/ui. */
const TOOLS = ['clock', 'practise'] as const

const toolCard = (tool: (typeof TOOLS)[number], t: (locale: string) => Words): DeskCard => ({
  id: `tool/${tool}`,
  kind: 'tool',
  others: [],
  words: inEach((locale) => ({
    title: t(locale)(`${tool}.title`),
    note: t(locale)(`${tool}.summary`),
    todo: [],
    address: inLocale(locale, `/two-step/${tool}/`),
  })),
})

/** Tools that the text names, pages of the same family, then those that the text names. */
const othersOf = (id: string, body: string): readonly string[] => {
  const tools = TOOLS.filter((tool) => body.includes(`(/two-step/${tool}/)`)).map((tool) => `tool/${tool}`)
  const named = [...body.matchAll(/\(\/problems\/([\w-]+)\/\)/g)].map(([, other = '']) => other)
  return [...new Set([...tools, ...(familyOf(id)?.members ?? []), ...named])].filter((other) => other !== id).slice(0, MOST_OTHERS)
}

/** A page begins with its short answer, in bold; its first list says what to do. */
function readBody(body: string): Pick<CardWords, 'answer' | 'todo'> {
  const before = body.split(/^## /m)[0] ?? ''
  const [, answer] = /^\s*\*\*(.+)\*\*\s*$/m.exec(before.split(/\n\s*\n/).find((part) => part.trim() !== '') ?? '') ?? []
  const todo = [...before.matchAll(/^\d+\. (.*(?:\n {2,}\S.*)*)/gm)].map(([, text = '']) => plainText(text))
  return { ...(answer === undefined ? {} : { answer: plainText(answer) }), todo }
}
