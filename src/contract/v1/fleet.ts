/** Many accounts at once, as far as the index has them. */
import * as v from 'valibot'
import { ConnectionState, ReconnectReason } from './connection.ts'
import { moment, text, uuid } from './fields.ts'

export const FleetAccount = v.pipe(
  v.object({
    account: text('Your id of the customer.', 'riverbank'),
    name: v.exactOptional(text('What you last called the account.', 'Riverbank Plumbing')),
    state: ConnectionState,
    reason: v.exactOptional(ReconnectReason),
    trouble: v.exactOptional(
      v.pipe(
        v.picklist(['xero-unavailable', 'our-settings']),
        v.description('Present while the token can’t be renewed for a reason that isn’t the person’s.'),
      ),
    ),
    organisation: v.exactOptional(
      v.pipe(
        v.object({
          tenantId: uuid('Xero’s id of it.'),
          name: text('As Xero has it.', 'Riverbank Plumbing Pty Ltd'),
          countryCode: v.exactOptional(text('ISO 3166-1 alpha-2.', 'AU')),
        }),
        v.description('The one in use.'),
      ),
    ),
    authorisedBy: v.exactOptional(
      v.pipe(
        v.object({
          name: text('Of the person, as Xero has it.', 'Olivia Owner'),
          email: text('Of the person, as Xero has it.', 'olivia@riverbank.example.com'),
        }),
        v.description('Whose login at Xero gave the permission.'),
      ),
    ),
    readiness: v.exactOptional(
      v.pipe(
        v.picklist(['ready', 'attention', 'blocked', 'unknown']),
        v.description('The `state` of the account’s `readiness`, as last announced.'),
      ),
    ),
    usedAt: v.exactOptional(moment('When you last asked for a token, to the week; at first, when it was connected.')),
    updatedAt: moment('When this entry was last written.'),
  }),
  v.description('An account, as the index has it: a few seconds behind the account itself.'),
)

export const FleetPage = v.pipe(
  v.object({
    accounts: v.pipe(v.array(FleetAccount), v.description('Those written longest ago first; 200 at most.')),
    next: v.exactOptional(text('The `after` that asks for the next page. Absent on the last.', '1795452023.riverbank')),
  }),
  v.description('One page of accounts.'),
)

export const Reindexed = v.pipe(
  v.object({
    count: v.pipe(v.number(), v.integer(), v.description('How many accounts of this page were asked to write their entry again.')),
    next: v.exactOptional(text('The `after` that asks for the next page. Absent on the last.', 'AAAAANuhAaA')),
  }),
  v.description('A part of the index is being written again.'),
)
