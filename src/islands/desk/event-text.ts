/** An event of the timeline as the customer's own page tells it, and beside it what only the desk needs. */

import type { DeskFile } from '../../contract/desk-cards.ts'
import { eventWordsOf } from '../../contract/event-words.ts'
import { lookUp } from '../../contract/look-up.ts'
import { isProblemCode, PROBLEMS } from '../../contract/problems.ts'
import type { TimelineEvent } from '../../contract/wire.ts'
import { REASONS } from './state-words.ts'

type Telling = Pick<TimelineEvent, 'type' | 'cause' | 'outcome' | 'organisation'>

/** @returns undefined for one that tells a person nothing new */
export function eventText({ events }: Pick<DeskFile, 'events'>, event: Telling): string | undefined {
  const words = eventWordsOf(event)
  if (words === undefined) return undefined
  const text = events[words].replace('{organisation}', () => event.organisation ?? 'an organisation')
  return words === 'other' ? `${text}: ${event.type}` : text
}

/** Whether it is proved, or for someone to look at. */
export function signOf({ type, cause, outcome }: Telling): 'is-proved' | 'is-amber' | '' {
  if (['connection.connected', 'organisation.chosen', 'refresh.recovered', 'login.renewed'].includes(type)) return 'is-proved'
  if (outcome === 'connected' || outcome === 'ready') return 'is-proved'
  const isBad =
    cause !== undefined ||
    outcome === 'problem' ||
    outcome === 'blocked' ||
    /lost|failed|over|required|risk|stalled|undeliverable/.test(type)
  return isBad ? 'is-amber' : ''
}

/** Words that say that something is wrong, and not what. */
const WITHOUT_CAUSE = /failed|told-|undeliverable|organisation-lost$|other/

/** Who, by which key, at which step, and why where the words leave that open: in one line. */
export function detailsOf(event: TimelineEvent, titleOf: (step: string) => string): string {
  const { by, step } = event
  const who = by?.person ?? (by?.key === undefined ? undefined : `a program with the key ${by.key}`)
  return [who, step === undefined ? undefined : `at “${titleOf(step)}”`, causeOf(event)]
    .filter((part) => part !== undefined)
    .join(' · ')
}

function causeOf(event: TimelineEvent): string | undefined {
  const { cause } = event
  if (cause === undefined || !WITHOUT_CAUSE.test(eventWordsOf(event) ?? '')) return undefined
  return isProblemCode(cause) ? PROBLEMS[cause].title : (lookUp<string>(REASONS, cause) ?? cause)
}
