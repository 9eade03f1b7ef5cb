/** What support may do for an account, and what each act brings about. */
import type { DeskAct, DeskActAnswers } from '../../contract/desk.ts'
import { stateOf } from './state-words.ts'
import { momentWithin } from './when.ts'

interface ActWords {
  readonly title: string
  /** Spelt out before anybody presses. */
  readonly effect: string
  readonly press: string
  /** It ends something: pressed twice, the second time under these words. */
  readonly ends?: string
}

export const ACT_WORDS: Readonly<Record<DeskAct, ActWords>> = {
  look: {
    title: 'Look at Xero now',
    effect:
      'Asks Xero whether the connection works, and writes down what it says. The customer sees the look in their list of events.',
    press: 'Look now',
  },
  link: {
    title: 'Make a fresh link to send',
    effect:
      'Whoever opens the link acts for this account: send it to the customer alone. It works once, for ten minutes. Their pages say “Support sent you here”. Nothing changes until they press something.',
    press: 'Make the link',
  },
  handover: {
    title: 'Make a link for a helper',
    effect:
      'One other person, such as an accountant, may connect Xero for this account with it: once, within seven days. They see nothing else. The customer confirms afterwards.',
    press: 'Make the helper’s link',
  },
  'revoke-handover': {
    title: 'Revoke a helper’s link',
    effect: 'The link stops working at once. What its helper has connected already stays.',
    press: 'Revoke the link',
    ends: 'Yes, revoke it',
  },
  redeliver: {
    title: 'Send messages to miBilling again',
    effect: 'Sends the account’s messages of the last thirty days once more, in their order. miBilling knows them by their number.',
    press: 'Send again',
  },
  disconnect: {
    title: 'Disconnect from Xero',
    effect:
      'miBilling loses access to every organisation of this account at once, at Xero too, and sends no more invoices there. Books and invoices stay. To connect again the customer has to log in to Xero.',
    press: 'Disconnect…',
    ends: 'Yes, disconnect',
  },
  'end-visits': {
    title: 'End all visits',
    effect:
      'Every browser that is open for this account is logged out of the guide, and links that nobody has opened yet stop working. The connection to Xero stays.',
    press: 'End the visits…',
    ends: 'Yes, end them',
  },
  erase: {
    title: 'Erase the account and its people',
    effect:
      'Disconnects, then deletes everything kept about this account: names, email addresses, its timeline, messages, helpers and comments. Nobody can bring it back.',
    press: 'Erase…',
    ends: 'Yes, erase everything',
  },
}

export const ACT_NAMES = Object.keys(ACT_WORDS) as DeskAct[]

/** What came of it. Of a link, when it ends: the link itself stands beside it. */
export function resultOf<A extends DeskAct>(act: A, answer: DeskActAnswers[A], now: number): string {
  const tell: { readonly [K in DeskAct]: (answer: DeskActAnswers[K]) => string } = {
    look: ({ state }) => `Xero answered. ${stateOf(state)}.`,
    link: ({ expiresAt }) => `The link is ready. It ends ${momentWithin(expiresAt, now)}.`,
    handover: ({ expiresAt }) => `The helper’s link is ready, and is shown only here. It ends ${momentWithin(expiresAt, now)}.`,
    'revoke-handover': () => 'The link is revoked.',
    redeliver: ({ count }) => (count === 1 ? '1 message is sent again.' : `${count} messages are sent again.`),
    disconnect: ({ told }) =>
      told ? 'Disconnected. Xero has confirmed it.' : 'Disconnected here. Xero couldn’t be told: it may still list miBilling.',
    'end-visits': () => 'All visits have ended.',
    erase: () => 'Everything about the account is erased.',
  }
  return tell[act](answer)
}
