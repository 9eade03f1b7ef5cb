import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The login origin of this run's local Xero; its `/control/…` is reached there over HTTP. */
    xeroOrigin: string
    xeroConsentOrigin: string
    xeroIdentityOrigin: string
    xeroApiOrigin: string
    /** Where the local miStable of this run listens, which takes the webhooks. */
    mistableOrigin: string
  }
}
