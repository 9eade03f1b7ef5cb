import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the local Xero of this run listens; its `/control/…` is reached over HTTP. */
    xeroOrigin: string
  }
}
