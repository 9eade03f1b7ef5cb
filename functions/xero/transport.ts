/**
 * How every request reaches Xero: with a time limit, a User-Agent of ours (Xero's edge refuses some anonymous clients with an HTML
 * 403), and the answer's Retry-After kept.
 *
 * arctic makes its requests with the global `fetch` and offers none of the three, so the global is wrapped once; the wrapper does
 * nothing outside `withTransport`.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { retryAfterOf } from '../../src/contract/retry-after.ts'

const CALL_LIMIT_SECONDS = 10
/** What one caller of ours waits for Xero in all, however many calls it takes. */
export const PATIENCE_SECONDS = 25
const USER_AGENT = 'miBilling-Xero-Connect/1 (+https://mistable.example/xero-connect)'

/** What one exchange with Xero left behind besides its body. */
export interface Trace {
  /** The last answer's status; absent when none came. */
  status?: number
  /** Seconds that a Retry-After header asked for. */
  retryAfterIn?: number
}

const traces = new AsyncLocalStorage<Trace>()
/** When the caller's patience ends, in milliseconds. */
const ends = new AsyncLocalStorage<number>()
const plainFetch = globalThis.fetch

globalThis.fetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const trace = traces.getStore()
  return trace === undefined ? plainFetch(input, init) : send(new Request(input, init), trace)
}

/** Runs `work`, whose calls of the global `fetch` go through `send`. */
export const withTransport = <T>(trace: Trace, work: () => Promise<T>): Promise<T> => traces.run(trace, work)

/**
 * Runs `work`, whose calls together take no longer than one caller's patience. Within another such run, that one's end counts.
 *
 * @param seconds what is left of it, where the caller is another object: this context does not travel between them
 */
export const withPatience = <T>(work: () => Promise<T>, seconds = PATIENCE_SECONDS): Promise<T> =>
  ends.run(ends.getStore() ?? Date.now() + Math.min(seconds, PATIENCE_SECONDS) * 1000, work)

/** How many seconds the caller can still wait; endless outside `withPatience`. */
export const patienceLeft = (): number => ((ends.getStore() ?? Number.POSITIVE_INFINITY) - Date.now()) / 1000

/** Whether the caller has waited long enough, so that nothing more should be begun. */
export const isOutOfPatience = (): boolean => patienceLeft() <= 0

/**
 * Sends, and reads the whole answer within the time limit.
 *
 * @throws AbortError after ten seconds, or at the end of the caller's patience; TypeError when no connection comes about, or it breaks
 */
export async function send(request: Request, trace: Trace = {}): Promise<Response> {
  const limit = new AbortController()
  // AbortSignal.timeout() would go on counting after the answer, and keep an object from sleeping.
  const timer = setTimeout(() => limit.abort(), Math.max(0, Math.min(CALL_LIMIT_SECONDS, patienceLeft())) * 1000)
  try {
    const headers = new Headers(request.headers)
    headers.set('User-Agent', USER_AGENT)
    const body = request.body === null ? null : await request.arrayBuffer()
    const response = await plainFetch(request.url, {
      method: request.method,
      headers,
      body,
      signal: limit.signal,
      redirect: 'manual',
    })
    trace.status = response.status
    const retryAfterIn = retryAfterOf(response.headers.get('Retry-After'))
    if (retryAfterIn !== undefined) trace.retryAfterIn = retryAfterIn
    const answer = await response.arrayBuffer()
    return new Response(answer.byteLength === 0 ? null : answer, response)
  } finally {
    clearTimeout(timer)
  }
}
