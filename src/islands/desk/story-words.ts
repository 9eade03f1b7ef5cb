/** A support code's story in words. */

import type { CodeStory, Tried, Turn } from '../../contract/code-story.ts'
import type { DeskCode } from '../../contract/desk.ts'
import type { DeskFile } from '../../contract/desk-cards.ts'
import { PROBLEMS } from '../../contract/problems.ts'
import { titleOfStep } from './cards.ts'
import { eventText } from './event-text.ts'

const TRIED: Readonly<Record<Tried, string>> = {
  connect: 'Connecting to Xero',
  choose: 'Choosing the organisation',
  claim: 'Finding the organisation by its name',
  check: 'Checking the connection',
  disconnect: 'Disconnecting',
  'hand-over': 'Handing over to someone else',
  'open-link': 'Opening a link from miStable',
  comment: 'Writing a comment',
  upkeep: 'The guide’s own upkeep; nobody pressed anything',
  other: 'Another call of the guide',
}

const TURNS: Readonly<Record<Turn, { readonly who: string; readonly what: string }>> = {
  customer: { who: 'The customer can fix this.', what: 'Send them the answer.' },
  xero: { who: 'It’s Xero’s turn.', what: 'Look at status.xero.com. Tell the customer to wait: nothing they set up is lost.' },
  us: {
    who: 'It’s our turn.',
    what: 'Pass this code to the people who run the guide: their log has the rest. The customer can’t fix it.',
  },
  nobody: { who: 'Nobody has to do anything.', what: 'Tell the customer that it has passed, and that they can go on.' },
}

const RESOLVED = { who: 'Put right since.', what: 'The account is connected now. Ask whether anything is left.' }

export const whoseTurn = ({ turn, resolved }: CodeStory) => (resolved ? RESOLVED : TURNS[turn])

/** What came of it, short: the heading. */
export function headlineOf(file: DeskFile, { fields, event }: DeskCode, story: CodeStory): string {
  if (story.problem !== undefined) return PROBLEMS[story.problem].title
  const type = event?.type ?? fields['type']
  if (typeof type !== 'string') return TRIED[story.tried]
  return eventText(file, event ?? { type, ...textFields(fields) }) ?? TRIED[story.tried]
}

/** What was tried, and at which step. */
export const triedAt = (file: DeskFile, { tried, step }: CodeStory): string =>
  step === undefined ? TRIED[tried] : `${TRIED[tried]}, at “${titleOfStep(file, step)}”`

const textFields = (fields: DeskCode['fields']) =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
