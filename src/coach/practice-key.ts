import { encodeBase32UpperCaseNoPadding } from '@oslojs/encoding'
import { importKey } from './one-time-code.ts'

export interface PracticeKey {
  readonly key: CryptoKey
  /** The key in groups of four, for typing. */
  readonly groups: readonly string[]
  /** What the QR code holds. */
  readonly address: string
}

/** As long as RFC 4226 §4 recommends: 32 letters and digits. */
const BYTES = 20

/**
 * A throw-away key. It opens nothing, and is gone when the page is.
 *
 * @param issuer the entry's name in the app, which nobody must take for Xero
 * @param label what stands below it
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export async function createPracticeKey(issuer: string, label: string): Promise<PracticeKey> {
  const secret = crypto.getRandomValues(new Uint8Array(BYTES))
  const text = encodeBase32UpperCaseNoPadding(secret)
  const [by, name] = [encodeURIComponent(issuer), encodeURIComponent(label)]
  return {
    key: await importKey(secret),
    groups: text.match(/.{4}/g) ?? [],
    address: `otpauth://totp/${by}:${name}?secret=${text}&issuer=${by}`,
  }
}
