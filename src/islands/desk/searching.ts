/** From the box to a view. What was typed stays in the page: it's sent in a body, and never stands in an address. */
import { type Accessor, createSignal } from 'solid-js'
import type { DeskAnswer, DeskQuery } from '../../contract/desk.ts'
import type { DeskFile } from '../../contract/desk-cards.ts'
import type { Locale } from '../../contract/languages.ts'
import { findSupportCode } from '../../contract/support-code.ts'
import { type Answer, ask, type Failure } from './ask.ts'
import { findCards, languageOfWords } from './cards.ts'
import type { Found } from './FoundView.tsx'
import { hashOf, type View } from './views.ts'

interface Searching {
  readonly find: (query: string) => Promise<void>
  /** What a code stands for: as the box has just been told, else asked again. */
  readonly lookAt: (code: string) => Promise<Answer<DeskAnswer>>
  readonly found: Accessor<Found | undefined>
  /** Of the words that were typed last. */
  readonly locale: Accessor<Locale | undefined>
  readonly failure: Accessor<Failure | undefined>
  readonly isBusy: Accessor<boolean>
}

/** An email address says nothing about a problem. */
const ADDRESS = /^\S+@\S+$/

const search = (query: string): Promise<Answer<DeskAnswer>> => {
  const code = findSupportCode(query)?.code
  return ask('search', { query, ...(code === undefined ? {} : { code }) } satisfies DeskQuery)
}

export function createSearching(file: DeskFile): Searching {
  const [found, setFound] = createSignal<Found>()
  const [failure, setFailure] = createSignal<Failure>()
  const [stage, setStage] = createSignal<'idle' | 'busy'>('idle')
  let fresh: { readonly code: string; readonly answer: Answer<DeskAnswer> } | undefined

  const goTo = (view: View): void => {
    const hash = hashOf(view)
    if (location.hash === hash) dispatchEvent(new Event('hashchange'))
    else location.hash = hash
  }

  const find = async (query: string): Promise<void> => {
    setStage('busy')
    const [answer, cards] = await Promise.all([search(query), ADDRESS.test(query) ? [] : findCards(file, query).catch(() => [])])
    setStage('idle')
    setFailure(answer.ok ? undefined : answer.error)
    if (!answer.ok) return
    if (answer.value.kind === 'code') {
      fresh = { code: answer.value.code, answer }
      goTo({ at: 'code', code: answer.value.code })
      return
    }
    const { accounts } = answer.value
    const named = accounts.find(({ account }) => account === query)
    if (named !== undefined) {
      goTo({ at: 'account', account: named.account })
      return
    }
    setFound({ query, accounts, cards })
    goTo({ at: 'found' })
  }

  const lookAt = async (code: string): Promise<Answer<DeskAnswer>> => {
    const kept = fresh
    fresh = undefined
    return kept?.code === code ? kept.answer : search(code)
  }

  const locale = (): Locale | undefined => {
    const last = found()
    return last === undefined ? undefined : languageOfWords(last.query)
  }

  return { find, lookAt, found, locale, failure, isBusy: () => stage() === 'busy' }
}
