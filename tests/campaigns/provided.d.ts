import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    days: number
    /** Every so many cases of an operation are tried, from one of the first on. */
    strides: { readonly crash: number; readonly fault: number; readonly kv: number }
    /** Of everything random in a campaign: the same seed gives the same run. */
    seed: number
  }
  interface TaskMeta {
    /** A line of the table that `npm run campaign` prints. */
    row?: Readonly<Record<string, string | number>>
  }
}
