/**
 * An outcome that is expected to fail at times. Plain data: it survives a call to a Durable Object, where an Error loses its class.
 *
 * `retryAfterIn` is set, in seconds, where the one who failed us said when to come back.
 */
export type Result<T, E extends string> = Success<T> | Failure<E>

export interface Success<T> {
  readonly ok: true
  readonly value: T
}

export interface Failure<E extends string> {
  readonly ok: false
  readonly error: E
  readonly retryAfterIn?: number
}

export const succeed = <T>(value: T): Success<T> => ({ ok: true, value })

export const fail = <E extends string>(error: E, retryAfterIn?: number): Failure<E> =>
  retryAfterIn === undefined ? { ok: false, error } : { ok: false, error, retryAfterIn }
