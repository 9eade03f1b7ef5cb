/**
 * The public keys that Xero signs with, kept for a day.
 *
 * The address is fixed: asking the discovery document for it each time gets a 403 at Xero's edge. The copy in KV serves every location,
 * so that a callback costs no third call; the copy in memory serves an isolate that has just fetched them.
 */
import {
  createRemoteJWKSet,
  customFetch,
  type ExportedJWKSCache,
  type FlattenedJWSInput,
  type JWSHeaderParameters,
  jwksCache,
} from 'jose'
import { send } from './transport.ts'

const KEPT_FOR_SECONDS = 86_400
const KV_KEY = 'xero/signing-keys'

type Cache = Partial<ExportedJWKSCache>

export interface SigningKeys {
  /** Fetches the keys now, unless we have them. Never throws: without them, `find` asks again. */
  prepare(): Promise<void>
  /** @throws when there is no such key, even after asking Xero for new ones */
  find(header?: JWSHeaderParameters, token?: FlattenedJWSInput): Promise<CryptoKey>
}

/** What was fetched in this isolate, by address. jose writes to these objects. */
const inMemory = new Map<string, Cache>()

export function createSigningKeys(identityOrigin: string, kv: KVNamespace): SigningKeys {
  const address = new URL('/.well-known/openid-configuration/jwks', identityOrigin)

  /** Runs `work` with the keys that are known, then puts what it fetched into KV. */
  async function withKeys<T>(work: (keys: ReturnType<typeof createRemoteJWKSet>) => Promise<T>): Promise<T> {
    const cache = await readCache()
    const { uat } = cache
    const keys = createRemoteJWKSet(address, {
      cacheMaxAge: KEPT_FOR_SECONDS * 1000,
      cooldownDuration: 0,
      [jwksCache]: cache as ExportedJWKSCache,
      [customFetch]: (url, { headers }) => send(new Request(url, { headers })),
    })
    try {
      return await work(keys)
    } finally {
      // Without the copy another location asks Xero again. That is no reason to fail a consent.
      if (cache.uat !== uat) await kv.put(KV_KEY, JSON.stringify({ identityOrigin, ...cache }), LIFETIME).catch(() => undefined)
    }
  }

  async function readCache(): Promise<Cache> {
    const known = inMemory.get(identityOrigin) ?? {}
    inMemory.set(identityOrigin, known)
    if ((known.uat ?? 0) > Date.now() - KEPT_FOR_SECONDS * 1000) return known
    const stored = await kv.get<Cache & { identityOrigin: string }>(KV_KEY, 'json').catch(() => null)
    return stored?.identityOrigin === identityOrigin ? Object.assign(known, { jwks: stored.jwks, uat: stored.uat }) : known
  }

  return {
    prepare: () => withKeys((keys) => (keys.fresh ? Promise.resolve() : keys.reload())).catch(() => undefined),
    find: (header, token) => withKeys((keys) => keys(header, token)),
  }
}

const LIFETIME = { expirationTtl: KEPT_FOR_SECONDS }
