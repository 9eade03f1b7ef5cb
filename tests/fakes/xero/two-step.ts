import { decodeBase32IgnorePadding } from '@oslojs/encoding'
import { generateHOTP, verifyHOTP } from '@oslojs/otp'

const STEP_SECONDS = 30
const DIGITS = 6

const counterAt = (at: number): number => Math.floor(at / STEP_SECONDS)

/** RFC 6238 with SHA-1. The counter is computed here because the clock is the world's, not the machine's. */
export const codeAt = (key: string, at: number): string =>
  generateHOTP(decodeBase32IgnorePadding(key), BigInt(counterAt(at)), DIGITS)

/** Accepts the present code and its neighbours, RFC 6238 §5.2. */
export const isCodeAt = (key: string, at: number, code: string): boolean =>
  [-1, 0, 1].some((step) => verifyHOTP(decodeBase32IgnorePadding(key), BigInt(counterAt(at) + step), DIGITS, code))

/**
 * For a real authenticator app, in the form of Google's key URIs. The issuer is not Xero: an entry that stays in a real app must not be
 * taken for the real one. What is left out is what every app assumes: SHA-1, six digits, 30 seconds.
 */
export const keyUriOf = (key: string, email: string): string =>
  `otpauth://totp/Local%20Xero:${encodeURIComponent(email)}?secret=${key}&issuer=Local%20Xero`
