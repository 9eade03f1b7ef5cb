/** `/desk/cards.json`: what the build writes for the desk's pages. Nothing in it is about anybody. */
import type { EventWords } from './event-words.ts'
import type { Locale } from './languages.ts'
import type { ReconnectReason } from './wire.ts'

/** A page in one language, as its reader sees it. */
export interface CardWords {
  readonly title: string
  /** What the reader saw, or what the step is for. */
  readonly note: string
  /** What it means, with how it stands. Absent for a step. */
  readonly meaning?: string
  /** The page's short answer. Absent where it has none. */
  readonly answer?: string
  /** What to do, in its order. */
  readonly todo: readonly string[]
  /** Its permanent address, which says nothing about its reader. */
  readonly address: string
}

export interface DeskCard {
  /** A problem's code, `flow/step`, or `tool/clock` and `tool/practise`. */
  readonly id: string
  readonly kind: 'problem' | 'step' | 'tool'
  /** Who can fix it; of problems alone. */
  readonly side?: 'ours' | 'xero' | 'browser' | 'nobody' | 'choice'
  /** Cards that the page leads to. */
  readonly others: readonly string[]
  readonly words: Readonly<Record<Locale, CardWords>>
}

/** Words of the message to a customer, with `{name}` and the like where those go. */
export const MESSAGE_WORDS = ['hello', 'hello-nameless', 'about', 'about-account', 'page', 'link', 'code', 'safe'] as const

export type MessageWords = Readonly<Record<(typeof MESSAGE_WORDS)[number], string>>

export interface DeskFile {
  readonly cards: readonly DeskCard[]
  /** Ids of those that are asked for most, the first one first. */
  readonly common: readonly string[]
  readonly message: Readonly<Record<Locale, MessageWords>>
  readonly events: Readonly<Record<EventWords, string>>
  readonly reasons: Readonly<Record<ReconnectReason, string>>
}
