/** What travels inside a page or beside it for the page's scripts: the Worker or the build writes it, an island reads it. */

/** The person's own page, in English; each language has its own. */
export const CONNECTION_PAGE = '/connection/'

/** An organisation as the guide shows it. */
export interface Card {
  readonly tenantId: string
  readonly name: string
  /** Such as `Australia · AUD`; empty until Xero has told. */
  readonly place: string
  readonly demo: boolean
  readonly trial: boolean
  readonly active: boolean
  readonly justAdded: boolean
  /** Selected in the form at first: the active one, else the newest. */
  readonly checked: boolean
}

/** `search.json`: what the search of one language needs. */
export interface SearchFile {
  readonly words: Readonly<Record<'title' | 'label' | 'hint' | 'none' | 'one' | 'many' | 'all' | 'close' | 'shortcut', string>>
  /** The page that lists everything. */
  readonly all: string
  /** In pairs: a character as others write it, and as the guide does. */
  readonly characters: string
  /** Groups of words that mean the same. */
  readonly synonyms: readonly (readonly string[])[]
  /** Words that say nothing about what a reader is looking for. */
  readonly ignored: readonly string[]
  /** Shown first when a reader types a support code. Its title has the code at `{code}`. */
  readonly supportCode: SearchDocument
  readonly documents: readonly SearchDocument[]
}

/** A page as `search.json` has it. */
export interface SearchDocument {
  readonly address: string
  readonly title: string
  /** Summary of a step, symptom of a problem. */
  readonly note: string
  /** The flow's title, or that it is a problem. */
  readonly part: string
  readonly keywords: string
  /** Its words, each once. */
  readonly body: string
}
