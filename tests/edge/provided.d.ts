import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The login origin of this run's local Xero; its `/control/…` is reached there over HTTP. */
    xeroOrigin: string
    xeroConsentOrigin: string
    xeroIdentityOrigin: string
    xeroApiOrigin: string
    /** The local Cloudflare Access. */
    accessOrigin: string
    /** Its private key, as a JWK, so that a test can sign anything. */
    accessKey: string
    /** Where the local miStable of this run listens, which takes the webhooks. */
    mistableOrigin: string
  }
}
