/** Calls to Xero, minute by minute. */

/** For each minute: calls that Xero counts for the app, and calls of the token endpoint. */
export interface Calls {
  readonly api: Uint32Array
  readonly token: Uint32Array
}

export const MINUTE = 60
/** Any midnight will do. */
export const START = 1_796_083_200
/** While Xero does not answer, the refresh is tried so often (functions/grant/backoff.ts), and nothing else is asked. */
export const TRIES = 4

export const add = (sums: Uint32Array, at: number, more: number): void => {
  sums[at] = (sums[at] ?? 0) + more
}
