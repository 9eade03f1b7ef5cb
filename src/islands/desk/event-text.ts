/** An event of the timeline as the customer's own page tells it, and beside it what only the desk needs. */

import type { DeskFile } from '../../contract/desk-cards.ts'
import { eventWordsOf } from '../../contract/event-words.ts'
import { isProblemCode, PROBLEMS } from '../../contract/problems.ts'
import type { TimelineEvent } from '../../contract/wire.ts'

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

/** Who, by which key or from where, and why: in one line. */
export function detailsOf(
  { by, cause, step }: Pick<TimelineEvent, 'by' | 'cause' | 'step'>,
  titleOf: (step: string) => string,
): string {
  const why = cause === undefined ? undefined : isProblemCode(cause) ? PROBLEMS[cause].title : cause
  const who = by?.person ?? (by?.key === undefined ? undefined : `a program with the key ${by.key}`)
  return [who, step === undefined ? undefined : `at “${titleOf(step)}”`, why].filter((part) => part !== undefined).join(' · ')
}
