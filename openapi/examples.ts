/** What answers look like. */
import type { AccessToken, Connection, Organisation, SentWebhooks, SessionLink, Timeline } from '../src/contract/wire.ts'

const CONNECTED_AT = 1_795_452_023
const DAY_SECONDS = 86_400

const RIVERBANK: Organisation = {
  tenantId: '3b5b9952-ae30-4dbb-8802-a5dbea356697',
  name: 'Riverbank Plumbing Pty Ltd',
  addedAt: CONNECTED_AT,
  shortCode: '!68ff3',
  countryCode: 'AU',
  currency: 'AUD',
}

export const SESSION: SessionLink = { url: 'https://guide.example/start?token=eyJhbGciOiJkaXIi', expiresAt: CONNECTED_AT + 600 }

export const CONNECTED: Connection = {
  account: 'riverbank',
  state: 'connected',
  organisation: RIVERBANK,
  organisations: [RIVERBANK],
  authorisedBy: { name: 'Olivia Owner', email: 'olivia@riverbank.example.com' },
  authorisedAt: CONNECTED_AT,
  reconnectBefore: CONNECTED_AT + 60 * DAY_SECONDS,
  provenAt: CONNECTED_AT,
}

export const NOT_CONNECTED: Connection = { account: 'riverbank', state: 'not-connected', organisations: [] }

export const LOST: Connection = { ...CONNECTED, state: 'reconnect-required', reason: 'disconnected-in-xero', organisations: [] }

export const ACCESS_TOKEN: AccessToken = {
  accessToken: 'eyJhbGciOiJSUzI1NiIs…',
  tokenType: 'Bearer',
  expiresAt: CONNECTED_AT + 1800,
  tenantId: RIVERBANK.tenantId,
  organisation: RIVERBANK,
}

export const TIMELINE: Timeline = {
  events: [
    { id: 3, at: CONNECTED_AT + 5, type: 'connection.connected', organisation: RIVERBANK.name },
    { id: 2, at: CONNECTED_AT, type: 'attempt.ended', ref: '7KQ2-M4XP', outcome: 'connected' },
  ],
  next: 2,
}

export const SENT_WEBHOOKS: SentWebhooks = {
  webhooks: [
    {
      sequence: 2,
      id: 'msg_4b1d9f0c7a5e4c3d8e6f1a2b3c4d5e6f',
      type: 'connection.organisation-chosen',
      at: CONNECTED_AT,
      state: 'queued',
      tries: 3,
      cause: 'http-503',
    },
    {
      sequence: 1,
      id: 'msg_8f14e45fceea467abf2c1d9a3b7e5d60',
      type: 'connection.connected',
      at: CONNECTED_AT,
      state: 'delivered',
      tries: 1,
    },
  ],
}
