/** What miBilling's receiver is sent: Standard Webhooks, described where OpenAPI 3.1 has a place for it. */
import type { ParameterObject, PathItemObject } from 'openapi3-ts/oas31'
import type { WebhookType } from '../contract/wire.ts'
import { MESSAGES, SENT_WEBHOOKS } from './examples.ts'
import { refTo } from './schema.ts'

const SUMMARIES: Readonly<Record<WebhookType, string>> = {
  'connection.connected': 'An organisation has become active where there was none',
  'connection.organisation-chosen': 'The active organisation has changed, the first one included',
  'connection.reconnect-required': 'The connection has ended, and a person must consent again',
  'connection.repaired': 'The connection works again',
  'connection.disconnected': 'The account has no organisation any more',
  'connection.at-risk': 'A billing run comes within a day, and something stands in its way',
  'attempt.stalled': 'A person has stopped on the way to a connection',
}

const HEADERS: readonly ParameterObject[] = [
  header(
    'webhook-id',
    'The same for each try of one message: whoever has seen it can leave it.',
    SENT_WEBHOOKS.webhooks.at(-1)?.id ?? '',
  ),
  header(
    'webhook-timestamp',
    'When this try was sent, Unix seconds. Refuse one that is more than five minutes away.',
    '1795452023',
  ),
  header(
    'webhook-signature',
    'Space-separated signatures, each `v1,` and the base64 of an HMAC-SHA256 with `WEBHOOK_SECRET` over `<id>.<timestamp>.<body>`. Verify it with a library of Standard Webhooks, over the body as it came.',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
]

function header(name: string, description: string, example: string): ParameterObject {
  return { name, in: 'header', required: true, description, schema: { type: 'string' }, example }
}

export const webhookItems = (): Record<string, PathItemObject> =>
  Object.fromEntries(Object.entries(SUMMARIES).map(([type, summary]) => [type, itemOf(type as WebhookType, summary)]))

function itemOf(type: WebhookType, summary: string): PathItemObject {
  const example = MESSAGES[type]
  const narrowed = { type: 'object' as const, properties: { type: { const: type } }, required: ['type'] }
  return {
    post: {
      operationId: type,
      tags: ['Webhooks'],
      summary,
      description: 'Sent to `WEBHOOK_URL`. A message may come twice, and late: go by `webhook-id` and `sequence`.',
      security: [],
      parameters: [...HEADERS],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { allOf: [refTo('WebhookPayload'), narrowed] }, example } },
      },
      responses: {
        '2XX': { description: 'Taken.' },
        default: { description: 'Not taken, as is no answer: tried again, less and less often, for about a day.' },
      },
    },
  }
}
