/** What answers and messages look like: taken from the running Worker by `npm run examples`. */
import type {
  AccessToken,
  Connection,
  FleetPage,
  HandoverLink,
  Handovers,
  NextRun,
  NextRuns,
  SentWebhooks,
  SessionLink,
  Timeline,
  WebhookPayload,
  WebhookType,
} from '../contract/wire.ts'
import captured from './captured.json' with { type: 'json' }

export const SESSION: SessionLink = captured.session
export const CONNECTED = captured.connected as Connection
export const NOT_CONNECTED = captured.notConnected as Connection
export const LOST = captured.lost as Connection
export const ACCESS_TOKEN = captured.accessToken as AccessToken
export const TIMELINE = captured.timeline as Timeline
export const SENT_WEBHOOKS = captured.webhooks as SentWebhooks
export const HANDOVER: HandoverLink = captured.handover
export const HANDOVERS = captured.handovers as Handovers
export const REDELIVERY = captured.redelivery
export const MESSAGES = captured.messages as Readonly<Record<WebhookType, WebhookPayload>>
export const NEXT_RUN: NextRun = captured.nextRun
export const NEXT_RUNS: NextRuns = captured.nextRuns
export const FLEET = captured.fleet as FleetPage
export const REINDEXED = captured.reindexed
