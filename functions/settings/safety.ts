/** What a well-formed setting still must not be: known to everyone, easy to guess, or one key for two purposes. */
import { base64url } from 'jose'
import { lookUp } from '../../src/contract/look-up.ts'
import type { SealKey } from '../vault/seal.ts'
import type { ServiceKey } from './key-scopes.ts'

/** Settings that protect something, as the schema has parsed them. */
export interface Secrets {
  readonly PUBLIC_ORIGIN: string
  readonly XERO_CLIENT_ID: string
  readonly XERO_CLIENT_SECRET: string
  readonly TOKEN_KEYS: readonly SealKey[]
  readonly SESSION_KEYS: readonly SealKey[]
  readonly SERVICE_KEY_DIGESTS: readonly ServiceKey[]
  readonly WEBHOOK_SECRET?: readonly string[] | undefined
}

const PUBLIC_TEST = 'public-test'
/** The keys in `.dev.vars.example`, in base64url: just as public under any other `kid`. */
const PUBLIC_TEST_KEYS = ['2OxamnCqOGSevvpX29nDOqEQ9orv5n7mCfmzDeNY15g', 'xx9u55W4TlQy5xJmMjOEq6pYd9Kg-4HeBg5XTT-f5IQ']
/** The digest of `public-test-service-key`, which anyone can read in this repository. */
const PUBLIC_TEST_DIGEST = '24644565cebf34541dabf16df8dc8a9760376017f946debdd33b80618e352313'

/** @returns a sentence for each; it names the setting and never shows its value */
export function findUnsafe(settings: Secrets): string[] {
  const weak = Object.entries(weakOnes(settings)).flatMap(([name, isWeak]) =>
    isWeak ? `${name} has a key whose bytes are all the same` : [],
  )
  const shared = settings.SESSION_KEYS.some((key) => settings.TOKEN_KEYS.some((other) => isSame(key.key, other.key)))
  const twice = shared ? ['SESSION_KEYS has a key that TOKEN_KEYS has too: each needs keys of its own'] : []
  return [...weak, ...twice, ...(settings.PUBLIC_ORIGIN.startsWith('https:') ? findTestValues(settings) : [])]
}

const weakOnes = ({ TOKEN_KEYS, SESSION_KEYS, WEBHOOK_SECRET = [] }: Secrets): Readonly<Record<string, boolean>> => ({
  TOKEN_KEYS: TOKEN_KEYS.some(({ key }) => isOneByte(key)),
  SESSION_KEYS: SESSION_KEYS.some(({ key }) => isOneByte(key)),
  WEBHOOK_SECRET: WEBHOOK_SECRET.map(bytesOf).some(isOneByte),
})

/** The values in `.dev.vars.example` are published with the source, so they protect nothing on a real site. */
function findTestValues(settings: Secrets): string[] {
  const tests: Readonly<Record<string, boolean>> = {
    XERO_CLIENT_ID: settings.XERO_CLIENT_ID.startsWith(PUBLIC_TEST),
    XERO_CLIENT_SECRET: settings.XERO_CLIENT_SECRET.startsWith(PUBLIC_TEST),
    TOKEN_KEYS: settings.TOKEN_KEYS.some(isTestKey),
    SESSION_KEYS: settings.SESSION_KEYS.some(isTestKey),
    SERVICE_KEY_DIGESTS: settings.SERVICE_KEY_DIGESTS.some(({ digest }) => digest === PUBLIC_TEST_DIGEST),
    WEBHOOK_SECRET: settings.WEBHOOK_SECRET?.some((secret) => isTestText(bytesOf(secret))) === true,
  }
  return Object.keys(tests).flatMap((name) =>
    lookUp(tests, name) === true ? `${name} holds a public test value, which must not be used where PUBLIC_ORIGIN is https` : [],
  )
}

const isTestKey = ({ kid, key }: SealKey): boolean =>
  kid.startsWith(PUBLIC_TEST) || isTestText(key) || PUBLIC_TEST_KEYS.some((known) => isSame(base64url.decode(known), key))

const isTestText = (bytes: Uint8Array): boolean => new TextDecoder().decode(bytes).startsWith(PUBLIC_TEST)
const isOneByte = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === bytes[0])
const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

/** @param secret as the schema has checked it: base64 behind `whsec_` */
const bytesOf = (secret: string): Uint8Array => Uint8Array.from(atob(secret.slice('whsec_'.length)), (char) => char.charCodeAt(0))
