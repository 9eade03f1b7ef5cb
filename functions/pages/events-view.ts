/** The latest events of an account, in words. */
import { type EventWords, eventWordsOf } from '../../src/contract/event-words.ts'
import type { Locale } from '../../src/contract/languages.ts'
import { nameIn } from '../../src/contract/nameless.ts'
import type { TimelineEvent } from '../../src/contract/wire.ts'
import { momentOf } from './when.ts'

const SHOWN = 5

/** The page gives each its own shape and colour beside the words. */
const PROVED: readonly EventWords[] = [
  'attempt-connected',
  'checked',
  'login-renewed',
  'organisation-back',
  'refresh-recovered',
  'told-connected',
  'readiness-ready',
  'handover-connected',
]
const NEEDS_SOMEONE: readonly EventWords[] = [
  'login-expired',
  'login-revoked',
  'organisation-lost',
  'organisation-lost-in-xero',
  'refresh-failed-ours',
  'refresh-failed-xero',
  'told-reconnect',
  'check-failed',
  'told-at-risk',
  'told-stalled',
  'readiness-found',
]

/** @param events newest first */
export function eventsView(events: readonly TimelineEvent[], locale: Locale) {
  const shown = events.flatMap((event) => {
    const words = eventWordsOf(event)
    return words === undefined ? [] : [eventView(event, words, locale)]
  })
  return { recent: shown.slice(0, SHOWN), earlier: shown.slice(SHOWN), hasEarlier: shown.length > SHOWN }
}

function eventView({ at, by, organisation, type }: TimelineEvent, words: EventWords, locale: Locale) {
  return {
    // A name with a dot would be a path to Mustache, so each has its own flag.
    is: { [words]: true },
    type,
    organisation: organisation === undefined ? undefined : nameIn(locale, organisation),
    person: by?.person,
    byProgram: by?.person === undefined && by?.key !== undefined,
    moment: momentOf(at, locale),
    sign: PROVED.includes(words) ? 'is-proved' : NEEDS_SOMEONE.includes(words) ? 'is-amber' : '',
  }
}
