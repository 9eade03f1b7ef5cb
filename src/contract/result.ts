/** An outcome that is expected to fail at times. Plain data: it survives a call to a Durable Object, where an Error loses its class. */
export type Result<T, E extends string> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export const succeed = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const fail = <E extends string>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error })
