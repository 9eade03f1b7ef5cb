/**
 * Sealing: everything at rest is a compact JWE (RFC 7516; `dir` with `A256GCM`), made with the newest key of a set.
 *
 * The record's name is in the protected header, so a record that was moved under another name doesn't open.
 */
import { base64url, CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose'
import { JOSEError } from 'jose/errors'
import * as v from 'valibot'

export interface SealKey {
  readonly kid: string
  readonly key: Uint8Array
}

export interface Seal {
  /** The `kid` of the key that seals. */
  readonly newest: string
  close(plain: string, name: string): Promise<string>
  /** @throws SealError when no key of the set fits, or the record is not the one named */
  open(sealed: string, name: string): Promise<string>
  /** Whether the newest key of the set sealed it. Reads the header only. */
  isNewest(sealed: string): boolean
}

/** A record can't be opened. That is for an operator to fix, never the person; the data is left as it is. */
export class SealError extends Error {
  override name = 'SealError'
}

/** Between objects an Error loses its class; its message stays. */
export const isSealError = (error: unknown): boolean =>
  error instanceof SealError || (error instanceof Error && /^[A-Z_]+_KEYS: record "/.test(error.message))

const KEY_SET = 'is not a JWK set of "oct" keys, each with a kid'

/** Every node has its own message: valibot's would quote the value, which is a key. */
const KeySet = v.pipe(
  v.string(KEY_SET),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return JSON.parse(dataset.value) as unknown
    } catch {
      addIssue({ message: 'is not JSON' })
      return NEVER
    }
  }),
  v.object(
    {
      keys: v.pipe(
        v.array(
          v.pipe(
            v.looseObject(
              {
                kty: v.literal('oct', KEY_SET),
                kid: v.pipe(v.string(KEY_SET), v.minLength(1, KEY_SET)),
                k: v.string(KEY_SET),
              },
              KEY_SET,
            ),
            v.transform(({ kid, k }) => ({ kid, key: bytesOf(k) })),
            v.check(({ key }) => key.byteLength === 32, 'has a key that is not 256 bits long'),
          ),
          KEY_SET,
        ),
        v.minLength(1, 'holds no key'),
      ),
    },
    KEY_SET,
  ),
  v.transform(({ keys }) => keys),
  v.check((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'has two keys with the same kid'),
)

/** What we make; we open nothing else. */
const OPENING = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }

/** A JWK set of `oct` keys of 256 bits, newest first (RFC 7517), as a setting holds it. */
export const SealKeys: v.GenericSchema<string, readonly SealKey[]> = KeySet

/** @param setting the name of the setting with the keys, for messages to operators */
export function createSeal(keys: readonly SealKey[], setting = 'TOKEN_KEYS'): Seal {
  const imported = new Map<string, Promise<CryptoKey>>()
  /** Once for each key: every call of the broker opens two records. */
  const importedOf = ({ kid, key }: SealKey): Promise<CryptoKey> => {
    const known = imported.get(kid) ?? crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
    imported.set(kid, known)
    return known
  }
  const newest = keys[0]
  if (newest === undefined) throw new SealError(`${setting}: there is no key to seal with`)
  return {
    newest: newest.kid,
    close: async (plain, name) =>
      new CompactEncrypt(new TextEncoder().encode(plain))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: newest.kid, rec: name })
        .encrypt(await importedOf(newest)),

    async open(sealed, name) {
      const keyOf = ({ kid }: { readonly kid?: string }) => {
        const fitting = keys.find((key) => key.kid === kid)
        if (fitting !== undefined) return importedOf(fitting)
        throw new SealError(`${setting}: record "${name}" is sealed with key "${kid}", which the set does not hold`)
      }
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(sealed, keyOf, OPENING)
        if (protectedHeader.rec === name) return new TextDecoder().decode(plaintext)
      } catch (error) {
        if (error instanceof JOSEError) throw new SealError(`${setting}: record "${name}" is no JWE, or does not open with its key`)
        throw error
      }
      throw new SealError(`${setting}: record "${name}" was written under another name`)
    },

    isNewest: (sealed) => kidOf(sealed) === newest.kid,
  }
}

/** @returns the key that sealed a record, from its header; undefined when it isn't a JWE */
export function kidOf(sealed: string): string | undefined {
  try {
    return decodeProtectedHeader(sealed).kid
  } catch {
    return undefined
  }
}

function bytesOf(text: string): Uint8Array {
  try {
    return base64url.decode(text)
  } catch {
    return new Uint8Array()
  }
}
