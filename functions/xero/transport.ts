/**
 * How every request reaches Xero: with a time limit, our User-Agent (Xero's edge refuses some anonymous clients with an HTML 403), and
 * the answer's Retry-After noted.
 *
 * arctic uses the global `fetch` and offers none of the three, so the global is wrapped once. The wrapper does nothing outside
 * `withTransport`.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { retryAfterOf } from '../../src/contract/retry-after.ts'
import { secondsLeft } from './deadline.ts'

const CALL_LIMIT_SECONDS = 10
const USER_AGENT = 'miBilling-Xero-Connect/1 (+https://mistable.example/xero-connect)'

/** What one exchange with Xero tells us beyond its body. */
export interface Trace {
  /** The last answer's status; absent when none came. */
  status?: number
  /** Seconds that a Retry-After header asked for. */
  retryAfterIn?: number
}

const traces = new AsyncLocalStorage<Trace>()
const plainFetch = globalThis.fetch

globalThis.fetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const trace = traces.getStore()
  return trace === undefined ? plainFetch(input, init) : send(new Request(input, init), trace)
}

/** Runs `work`, whose calls of the global `fetch` go through `send`. */
export const withTransport = <T>(trace: Trace, work: () => Promise<T>): Promise<T> => traces.run(trace, work)

/**
 * Sends, and reads the whole answer within the time limit.
 *
 * @throws AbortError after ten seconds, or at the caller's deadline; TypeError when there is no connection, or it breaks
 */
export async function send(request: Request, trace: Trace = {}): Promise<Response> {
  const limit = new AbortController()
  // AbortSignal.timeout() would keep counting after the answer, and keep an object from sleeping.
  const timer = setTimeout(() => limit.abort(), Math.max(0, Math.min(CALL_LIMIT_SECONDS, secondsLeft())) * 1000)
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
