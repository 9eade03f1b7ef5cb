import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the local Xero of this run listens; its `/control/…` is reached over HTTP. */
    xeroOrigin: string
    /** Where the local miStable of this run listens, which takes the webhooks. */
    mistableOrigin: string
  }
}
