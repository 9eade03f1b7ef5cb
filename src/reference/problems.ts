/** What each problem of `/v1` means to a caller, and how it looks as an answer. */
import type { HeaderObject, ResponseObject, SchemaObject } from 'openapi3-ts/oas31'
import { PROBLEMS, type ProblemCode } from '../contract/problems.ts'
import type { Problem, ReconnectDemand } from '../contract/wire.ts'
import { refTo } from './schema.ts'

interface Meaning {
  readonly when: string
  readonly act: string
  readonly detail?: string
}

/** The codes that a described call can answer. */
export const MEANINGS = {
  'bad-request': {
    when: 'A field is not as described; `detail` names it.',
    act: 'Correct the call.',
    detail: 'account: must be 1 to 64 of A-Z a-z 0-9 . _ - and begin with a letter or digit',
  },
  unauthorised: { when: 'The service key is missing or wrong.', act: 'Check the key, and its digest among the settings.' },
  'forbidden-scope': {
    when: 'The service key is valid, and lacks the scope this call needs; `detail` names it.',
    act: 'Use a key with that scope, or add it to the key’s entry in SERVICE_KEY_DIGESTS.',
  },
  'not-connected': { when: 'The account has no organisation.', act: 'Offer Xero Connect.' },
  'organisation-not-chosen': {
    when: 'The account has organisations, and none is chosen yet.',
    act: 'Send the person over with `goto: "/connect/organisation/"`.',
  },
  'reconnect-required': {
    when: 'A person must consent again; `reason` says why.',
    act: 'Stop calling, tell the person, and link to `reconnectUrl`.',
  },
  'too-large': { when: 'The body has more than 16 KiB.', act: 'Send less.' },
  'too-many-requests': {
    when: 'More than 6,000 calls a minute for one account, or from one address without a valid key. Also: more links for helpers, or mails to them, than an account may have.',
    act: 'Wait `Retry-After` seconds.',
  },
  internal: { when: 'A mistake on our side.', act: 'Try again; then report it with `ref`.' },
  'our-settings': {
    when: 'A setting of ours is wrong, such as a client secret that Xero refuses.',
    act: 'Tell whoever runs this. Do not ask anyone to reconnect.',
  },
  'xero-unavailable': {
    when: 'Xero doesn’t answer, answers with something unreadable, or asks us to wait. We wait out short outages ourselves; no state has changed.',
    act: 'Try again after `Retry-After` seconds: until then we answer at once, without asking Xero. Do not ask anyone to reconnect.',
  },
} as const satisfies Partial<Record<ProblemCode, Meaning>>

export type V1Code = keyof typeof MEANINGS

const REF = '7KQ2-M4XP'
const RECONNECT: ReconnectDemand = {
  reason: 'disconnected-in-xero',
  reconnectUrl: 'https://mistable.example/billing/settings/xero-connect',
}

const HEADERS: Readonly<Record<number, Readonly<Record<string, HeaderObject>>>> = {
  401: { 'WWW-Authenticate': { description: 'RFC 6750.', required: true, schema: { type: 'string', const: 'Bearer' } } },
  429: { 'Retry-After': retryAfter('Seconds to wait.') },
  503: { 'Retry-After': retryAfter('Seconds to wait: what Xero asked for, or what we think sensible.') },
}

function retryAfter(description: string): HeaderObject {
  return { description, required: true, schema: { type: 'integer', minimum: 0, examples: [30] } }
}

/** One response for each status, which lists all its codes. */
export function problemResponses(codes: readonly V1Code[]): Record<string, ResponseObject> {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort()
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      responseOf(
        status,
        codes.filter((code) => PROBLEMS[code].status === status),
      ),
    ]),
  )
}

function responseOf(status: number, codes: readonly V1Code[]): ResponseObject {
  const headers = HEADERS[status]
  const schemas = codes.map(schemaOf)
  const [only] = schemas
  return {
    description: codes.map((code) => `\`${code}\`: ${MEANINGS[code].when} ${MEANINGS[code].act}`).join('\n\n'),
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    content: {
      'application/problem+json': {
        schema: schemas.length === 1 && only !== undefined ? only : { oneOf: schemas },
        examples: Object.fromEntries(codes.map((code) => [code, { summary: PROBLEMS[code].title, value: exampleOf(code) }])),
      },
    },
  }
}

function schemaOf(code: V1Code): SchemaObject {
  const base = refTo(code === 'reconnect-required' ? 'ReconnectProblem' : 'Problem')
  return { allOf: [base, { type: 'object', properties: { code: { const: code } }, required: ['code'] }] }
}

function exampleOf(code: V1Code): Problem {
  const { status, title } = PROBLEMS[code]
  const meaning: Meaning = MEANINGS[code]
  return {
    type: `https://guide.example/problems/${code}/`,
    title,
    status,
    code,
    ref: REF,
    ...(meaning.detail === undefined ? {} : { detail: meaning.detail }),
    ...(code === 'reconnect-required' ? RECONNECT : {}),
  }
}
