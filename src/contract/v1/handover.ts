/** Links for helpers: people who press Allow in Xero for an account, without a miStable login. */
import * as v from 'valibot'
import { moment, text, uuid } from './fields.ts'

export const HandoverLink = v.pipe(
  v.object({
    id: uuid('Names the hand-over, for the list and for revoking it.'),
    url: v.pipe(v.string(), v.url(), v.description('The link for the helper. Shown this once; opening it changes nothing.')),
    message: text('A message with the link in it, ready to send, in the helper’s language.', 'Hello, Olivia Owner asks you …'),
    expiresAt: moment('When the link ends: seven days after it was made.'),
    mailed: v.exactOptional(
      v.pipe(v.boolean(), v.description('Whether the message went off to `email`. Absent where none was named.')),
    ),
  }),
  v.description('A link that lets one other person connect the account, once.'),
)

export const HandoverState = v.pipe(
  v.picklist(['open', 'opened', 'connected', 'revoked', 'expired']),
  v.description(
    [
      '`open`: nobody has pressed the button yet. That a mail scanner or a person looked at the page is not noted.',
      '`opened`: someone has pressed it and gone to Xero.',
      '`connected`: the helper has allowed access. The link is used up.',
      '`revoked`: you or the person who asked ended it.',
      '`expired`: seven days have passed.',
    ].join('\n\n'),
  ),
)

export const Handover = v.pipe(
  v.object({
    id: uuid('As `POST` answered.'),
    state: HandoverState,
    madeAt: moment('When it was made.'),
    expiresAt: moment('When the link ends.'),
    askedBy: v.exactOptional(text('The person who asked, as `user` named them.', 'Olivia Owner')),
    why: v.exactOptional(text('What the helper reads about the reason.', 'You do our books')),
    expected: v.exactOptional(text('The organisation that is to be reconnected.', 'Riverbank Plumbing Pty Ltd')),
    openedAt: v.exactOptional(moment('When the button was first pressed.')),
    connectedAt: v.exactOptional(moment('When the helper allowed access.')),
    helper: v.exactOptional(
      v.pipe(
        v.object({
          name: text('Of the helper, as Xero has it.', 'Bea Bookkeeper'),
          email: text('Of the helper, as Xero has it.', 'bea@ledger-lane.example.com'),
        }),
        v.description('Who allowed access. Absent before that.'),
      ),
    ),
    organisations: v.pipe(
      v.array(text('As Xero has it.', 'Riverbank Plumbing Pty Ltd')),
      v.description('What the helper brought or renewed, by name. Empty before that.'),
    ),
    revokedAt: v.exactOptional(moment('When it was revoked.')),
    undoneAt: v.exactOptional(moment('When the helper undid it.')),
  }),
  v.description('A hand-over, without its link.'),
)

export const Handovers = v.pipe(
  v.object({ handovers: v.pipe(v.array(Handover), v.description('Newest first.')) }),
  v.description('An account’s hand-overs of the last thirty days.'),
)
