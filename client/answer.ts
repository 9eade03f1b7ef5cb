/** What a call comes to. */
import type { components } from './v1.ts'

export type CodedProblem = components['schemas']['Problem']

/** Go by `ok`, then by `code`. */
export type Answer<T, P extends CodedProblem = CodedProblem> = Granted<T> | Refusal<P> | NoAnswer

export interface Granted<T> {
  readonly ok: true
  readonly value: T
}

/** The guide's problem, as it came. */
export type Refusal<P extends CodedProblem> = P & {
  readonly ok: false
  /** When to come again, in seconds. */
  readonly retryAfterIn?: number
}

/** The guide said nothing, or nothing that it would say: no network, no time left, a proxy's page. */
export interface NoAnswer {
  readonly ok: false
  readonly code: 'no-answer'
  readonly title: string
  /** `timeout`, `unreachable`, `unreadable`, or the status of what came instead. */
  readonly detail: string
  readonly retryAfterIn?: number
}

const CAUSES = new Map([
  ['TimeoutError', 'timeout'],
  ['SyntaxError', 'unreadable'],
])

interface Fetched<T, P> {
  readonly data?: T
  readonly error?: P
  readonly response: Response
}

/** @param call may throw as `fetch` does; its error is told by its kind alone, since its words may hold an address */
export async function readAnswer<T, P extends CodedProblem>(call: () => Promise<Fetched<T, P>>): Promise<Answer<T, P>> {
  let fetched: Fetched<T, P>
  try {
    fetched = await call()
  } catch (cause) {
    return noAnswer(CAUSES.get(cause instanceof Error ? cause.name : '') ?? 'unreachable')
  }
  const { data, error, response } = fetched
  if (response.ok) return { ok: true, value: data as T }
  const wait = readRetryAfter(response)
  return isProblem(error) ? { ...error, ok: false, ...wait } : { ...noAnswer(`${response.status}`), ...wait }
}

const noAnswer = (detail: string): NoAnswer => ({ ok: false, code: 'no-answer', title: 'The guide is not answering', detail })

function isProblem<P extends CodedProblem>(error: P | undefined): error is P {
  const fields = new Map<string, unknown>(typeof error === 'object' && error !== null ? Object.entries(error) : [])
  return ['code', 'title', 'ref'].every((name) => typeof fields.get(name) === 'string')
}

function readRetryAfter({ headers }: Response): { readonly retryAfterIn?: number } {
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterIn: seconds } : {}
}
