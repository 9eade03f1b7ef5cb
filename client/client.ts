/**
 * miBilling's side of `/v1`, typed by the document that describes it (v1.ts). `npm pack` in this folder makes a package to
 * install. It runs wherever there is a `fetch`: Node, Workers, Deno.
 */
import createClient from 'openapi-fetch'
import { type Answer, type CodedProblem, readAnswer } from './answer.ts'
import type { components, operations, paths } from './v1.ts'

export type { Answer, CodedProblem, Granted, NoAnswer, Refusal } from './answer.ts'

export type Connection = components['schemas']['Connection']
export type AccessToken = components['schemas']['AccessToken']
export type Session = components['schemas']['Session']
export type SessionOrder = operations['openSession']['requestBody']['content']['application/json']
export type Timeline = components['schemas']['Timeline']
export type HandoverLink = components['schemas']['HandoverLink']
export type HandoverOrder = operations['handOver']['requestBody']['content']['application/json']
export type Handovers = components['schemas']['Handovers']
export type SentWebhooks = components['schemas']['SentWebhooks']
export type NextRun = components['schemas']['NextRun']
export type NextRuns = components['schemas']['NextRuns']
export type Redelivery = components['schemas']['Redelivery']
export type Page = NonNullable<operations['readEvents']['parameters']['query']>

export interface ClientOptions {
  /** Where the guide is, such as `https://xero-guide.example.com`. */
  readonly origin: string
  /** For servers alone: never in a browser. */
  readonly serviceKey: string
  /** The guide may wait for Xero for up to 25 seconds. */
  readonly patienceSeconds?: number
  /** In place of the global one. */
  readonly fetch?: (request: Request) => Promise<Response>
}

/** The problems that the document lists for a call. */
type ProblemsOf<Call extends keyof operations> = operations[Call]['responses'] extends infer Responses
  ? Responses[keyof Responses] extends infer Response
    ? Response extends { readonly content: { readonly 'application/problem+json': infer Problem } }
      ? Extract<Problem, CodedProblem>
      : never
    : never
  : never

/** Each call is named as in the document. None throws: what goes wrong comes as an answer, and holds no key and no token. */
export interface MiBillingXero {
  openSession(order: SessionOrder): Promise<Answer<Session, ProblemsOf<'openSession'>>>
  readConnection(account: string): Promise<Answer<Connection, ProblemsOf<'readConnection'>>>
  /** Ask each time you need one; do not keep it. */
  readAccessToken(account: string): Promise<Answer<AccessToken, ProblemsOf<'readAccessToken'>>>
  checkConnection(account: string): Promise<Answer<Connection, ProblemsOf<'checkConnection'>>>
  /** @param options `erase` leaves nothing of the account's people either */
  forgetAccount(account: string, options?: { readonly erase?: boolean }): Promise<Answer<undefined, ProblemsOf<'forgetAccount'>>>
  readEvents(account: string, page?: Page): Promise<Answer<Timeline, ProblemsOf<'readEvents'>>>
  /** @param at Unix seconds; `null` takes the announcement back */
  announceNextRun(account: string, at: number | null): Promise<Answer<NextRun, ProblemsOf<'announceNextRun'>>>
  /** Up to 1,000 at a time. */
  announceNextRuns(
    runs: readonly { readonly account: string; readonly at: number | null }[],
  ): Promise<Answer<NextRuns, ProblemsOf<'announceNextRuns'>>>
  /** A link for a helper. It is shown this once. */
  handOver(account: string, order?: HandoverOrder): Promise<Answer<HandoverLink, ProblemsOf<'handOver'>>>
  readHandovers(account: string): Promise<Answer<Handovers, ProblemsOf<'readHandovers'>>>
  revokeHandover(account: string, id: string): Promise<Answer<undefined, ProblemsOf<'revokeHandover'>>>
  readWebhooks(account: string, page?: Page): Promise<Answer<SentWebhooks, ProblemsOf<'readWebhooks'>>>
  /** @param from the first sequence number; without it everything that is kept */
  redeliverWebhooks(account: string, from?: number): Promise<Answer<Redelivery, ProblemsOf<'redeliverWebhooks'>>>
}

const PATIENCE_SECONDS = 40

export function createMiBillingXero(options: ClientOptions): MiBillingXero {
  const { origin, serviceKey, patienceSeconds = PATIENCE_SECONDS } = options
  const v1 = createClient<paths>({
    baseUrl: origin,
    headers: { Authorization: `Bearer ${serviceKey}`, Accept: 'application/json' },
    // A redirect is none of the answers: it is not followed, least of all with the key.
    redirect: 'manual',
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  })
  const signal = () => AbortSignal.timeout(patienceSeconds * 1000)
  const of = (account: string) => ({ params: { path: { account } }, signal: signal() })
  const pageOf = (account: string, query: Page = {}) => ({ params: { path: { account }, query }, signal: signal() })

  return {
    openSession: (order) => readAnswer(() => v1.POST('/v1/sessions', { body: order, signal: signal() })),
    readConnection: (account) => readAnswer(() => v1.GET('/v1/accounts/{account}', of(account))),
    readAccessToken: (account) => readAnswer(() => v1.GET('/v1/accounts/{account}/access-token', of(account))),
    checkConnection: (account) => readAnswer(() => v1.POST('/v1/accounts/{account}/check', of(account))),
    forgetAccount: (account, { erase } = {}) => {
      const params = { path: { account }, query: erase === true ? { erase: 'true' as const } : {} }
      return readAnswer(() => v1.DELETE('/v1/accounts/{account}', { params, signal: signal() }))
    },
    readEvents: (account, query) => readAnswer(() => v1.GET('/v1/accounts/{account}/events', pageOf(account, query))),
    handOver: (account, order = {}) =>
      readAnswer(() => v1.POST('/v1/accounts/{account}/handovers', { ...of(account), body: order })),
    readHandovers: (account) => readAnswer(() => v1.GET('/v1/accounts/{account}/handovers', of(account))),
    revokeHandover: (account, id) => {
      const params = { path: { account, id } }
      return readAnswer(() => v1.DELETE('/v1/accounts/{account}/handovers/{id}', { params, signal: signal() }))
    },
    readWebhooks: (account, query) => readAnswer(() => v1.GET('/v1/accounts/{account}/webhooks', pageOf(account, query))),
    announceNextRun: (account, at) => readAnswer(() => v1.PUT('/v1/accounts/{account}/next-run', { ...of(account), body: { at } })),
    announceNextRuns: (runs) => readAnswer(() => v1.PUT('/v1/next-runs', { body: { runs: [...runs] }, signal: signal() })),
    redeliverWebhooks: (account, from) => {
      const body = from === undefined ? {} : { from }
      return readAnswer(() => v1.POST('/v1/accounts/{account}/webhooks/redeliver', { ...of(account), body }))
    },
  }
}
