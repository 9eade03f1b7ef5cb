/** An account's connection, and the token for it. */
import * as v from 'valibot'
import { moment, text, uuid } from './fields.ts'
import { Readiness } from './readiness.ts'

export const Organisation = v.pipe(
  v.object({
    tenantId: uuid('What Xero wants in the header `Xero-tenant-id`.'),
    name: text('As Xero has it.', 'Riverbank Plumbing Pty Ltd'),
    shortCode: v.exactOptional(text('Xero’s own short code, part of links into the organisation.', '!68ff3')),
    countryCode: v.exactOptional(text('ISO 3166-1 alpha-2.', 'AU')),
    currency: v.exactOptional(text('ISO 4217.', 'AUD')),
    kind: v.exactOptional(
      v.pipe(v.picklist(['demo', 'trial']), v.description('Present where the organisation stops working by itself one day.')),
    ),
    addedAt: moment('When it was connected for this account.'),
  }),
  v.description(
    'An organisation in Xero that the account may use. Details other than the name may arrive a moment after connecting.',
  ),
)

export const ConnectionState = v.pipe(
  v.picklist(['not-connected', 'choose-organisation', 'connected', 'reconnect-required']),
  v.description(
    [
      '`not-connected`: nothing here; also for an account never seen.',
      '`choose-organisation`: Xero has given access, and no organisation is confirmed yet. Every first connection passes through this state.',
      '`connected`: `organisation` is the one to use, as far as is known.',
      '`reconnect-required`: a person must consent again; `reason` says why, and `organisation` still names the one that was used.',
    ].join('\n\n'),
  ),
)

export const ReconnectReason = v.pipe(
  v.picklist(['expired', 'disconnected-in-xero', 'access-removed', 'organisation-unavailable', 'scopes-changed', 'revoked']),
  v.description(
    [
      '`expired`: nobody used the permission for 60 days.',
      '`revoked`: Xero refuses the permission for another cause.',
      '`disconnected-in-xero`: the organisation is no longer connected to the app at Xero.',
      '`access-removed`: Xero lists the organisation, yet refuses calls.',
      '`organisation-unavailable`: a demo or trial organisation ended or was reset.',
      '`scopes-changed`: the permission is too small for a call.',
    ].join('\n\n'),
  ),
)

export const Connection = v.pipe(
  v.object({
    account: text('Your id of the customer.', 'riverbank'),
    state: ConnectionState,
    reason: v.exactOptional(ReconnectReason),
    organisation: v.exactOptional(Organisation),
    organisations: v.pipe(v.array(Organisation), v.description('All that the account may use, the active one among them.')),
    authorisedBy: v.exactOptional(
      v.pipe(
        v.object({
          name: text('Of the person, as Xero has it.', 'Olivia Owner'),
          email: text('Of the person, as Xero has it.', 'olivia@riverbank.example.com'),
        }),
        v.description('Whose login at Xero gave the permission.'),
      ),
    ),
    authorisedAt: v.exactOptional(moment('When they gave it.')),
    provenAt: v.exactOptional(moment('When Xero last showed that the connection works.')),
    reconnectBefore: v.exactOptional(moment('When the permission lapses unless it is used before.')),
    readiness: v.exactOptional(Readiness),
  }),
  v.description('An account’s connection.'),
)

export const AccessToken = v.pipe(
  v.object({
    accessToken: text('For `Authorization: Bearer` of calls to Xero. Lives at least 60 seconds more.', 'eyJhbGciOiJSUzI1NiIs…'),
    tokenType: v.literal('Bearer'),
    expiresAt: moment('When it ends.'),
    tenantId: uuid('For the header `Xero-tenant-id` of the same calls.'),
    organisation: Organisation,
  }),
  v.description('A token for the active organisation. Ask each time you need one; do not keep it.'),
)
