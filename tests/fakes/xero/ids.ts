import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { encodeBase64urlNoPadding, encodeHexLowerCase } from '@oslojs/encoding'

const digestOf = (text: string): Uint8Array => createHash('sha256').update(text).digest()

/** The same GUID for the same words, so that tests and people meet the same ids after every reset. */
export function guidOf(words: string): string {
  const hex = encodeHexLowerCase(digestOf(words).subarray(0, 16))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** 32 hexadecimal characters, the form of Xero's `sub`. */
export const hexOf = (words: string): string => encodeHexLowerCase(digestOf(words).subarray(0, 16))

export const createGuid = (): string => randomUUID()

/** 32 hexadecimal characters, the form of Xero's `jti`, `sid` and `global_session_id`. */
export const createHex = (): string => encodeHexLowerCase(randomBytes(16))

/** 256 random bits for codes, refresh tokens and cookies. */
export const createSecret = (): string => encodeBase64urlNoPadding(randomBytes(32))

/** What is kept of a code or a refresh token: enough to recognise it, not to use it. */
export const fingerprintOf = (secret: string): string => encodeBase64urlNoPadding(digestOf(secret))

/** `at_hash` of OpenID Connect Core §3.1.3.6: the left half of the digest. */
export const halfHashOf = (accessToken: string): string => encodeBase64urlNoPadding(digestOf(accessToken).subarray(0, 16))

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const isGuid = (text: string): boolean => GUID.test(text)
