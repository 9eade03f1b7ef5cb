/**
 * What the edge may read without waking an object: copies in KV, each with one writer.
 *
 * KV may serve an older copy for a minute. That is harmless here (an access token lives 30 minutes; the active organisation changes rarely).
 * It would be fatal for a refresh token, so that never leaves its Grant object.
 */
import { now } from '../../src/contract/clock.ts'
import type { Organisation } from '../../src/contract/wire.ts'
import { type Seal, SealError } from './seal.ts'

export interface EdgeCopy<T> {
  read(id: string): Promise<T | undefined>
  write(id: string, value: T): Promise<void>
  erase(id: string): Promise<void>
}

/** A login's access token. Only its Grant object writes it; `generation` counts the refreshes and tells older from newer. */
interface TokenCopy {
  readonly accessToken: string
  readonly expiresAt: number
  readonly generation: number
}

/** Which login and organisation an account uses. Only its Account object writes it; absent unless an organisation is active. */
interface AccountCopy {
  readonly login: string
  readonly organisation: Organisation
}

/** KV takes one write of a key a second: a missing copy is written again at most once a minute, however many callers miss it. */
const RESTORE_EVERY_SECONDS = 60

export interface CopyWriter {
  write(): Promise<void>
  /** The edge missed its copy: writes it again, unless that was done within the last minute. */
  restore(): Promise<void>
}

/**
 * @param publish writes the copy. KV orders nothing, so a write that set out earlier may arrive later and put something older over
 * something newer: it must take turns, and read what to write in its own turn
 */
export function createCopyWriter(publish: () => Promise<unknown>): CopyWriter {
  let writtenAt = 0
  async function write(): Promise<void> {
    writtenAt = now()
    await publish()
  }
  return { write, restore: async () => void (now() - writtenAt > RESTORE_EVERY_SECONDS && (await write())) }
}

export type TokenCopies = EdgeCopy<TokenCopy>
export type AccountCopies = EdgeCopy<AccountCopy>

/** As long as an access token lives. KV refuses lifetimes under a minute. */
const TOKEN_LIFETIME_SECONDS = 1800
const ACCOUNT_LIFETIME_SECONDS = 30 * 86_400

export const createTokenCopies = (kv: KVNamespace, seal: Seal): TokenCopies =>
  createEdgeCopy(kv, seal, 'token', TOKEN_LIFETIME_SECONDS)

export const createAccountCopies = (kv: KVNamespace, seal: Seal): AccountCopies =>
  createEdgeCopy(kv, seal, 'account', ACCOUNT_LIFETIME_SECONDS)

/** Copies that were opened recently, so that the same bytes aren't opened twice. In the isolate's memory. */
const opened = new WeakMap<Seal, Map<string, { readonly sealed: string; readonly value: unknown }>>()
const OPENED_AT_MOST = 1000

function createEdgeCopy<T>(kv: KVNamespace, seal: Seal, kind: string, expirationTtl: number): EdgeCopy<T> {
  const keyOf = (id: string) => `${kind}/${id}`
  const known = opened.get(seal) ?? new Map<string, { readonly sealed: string; readonly value: unknown }>()
  opened.set(seal, known)

  async function open(sealed: string, key: string): Promise<T> {
    const before = known.get(key)
    if (before?.sealed === sealed) return before.value as T
    const value = JSON.parse(await seal.open(sealed, key)) as T
    if (known.size >= OPENED_AT_MOST) known.clear()
    known.set(key, { sealed, value })
    return value
  }

  return {
    async read(id) {
      // When KV doesn't answer there is no copy.
      const sealed = await kv.get(keyOf(id)).catch(() => null)
      if (sealed === null) return undefined
      try {
        return await open(sealed, keyOf(id))
      } catch (error) {
        // A copy that doesn't open (a retired key, a forgery) counts as missing: the object has the truth.
        if (error instanceof SealError) return undefined
        throw error
      }
    },
    write: async (id, value) => kv.put(keyOf(id), await seal.close(JSON.stringify(value), keyOf(id)), { expirationTtl }),
    async erase(id) {
      known.delete(keyOf(id))
      await kv.delete(keyOf(id))
    },
  }
}
