/**
 * The public keys Xero signs with, kept for a day.
 *
 * The address is fixed: asking the discovery document for it each time is answered by 403 at Xero's edge. The copy in KV serves every
 * location, so that a callback costs no third call; the copy in memory serves an isolate that has just fetched them.
 */
import type { JSONWebKeySet } from 'jose'
import * as v from 'valibot'
import { send } from './transport.ts'

const KEPT_FOR_SECONDS = 86_400
const KV_KEY = 'xero/signers'

const Keys = v.object({ keys: v.pipe(v.array(v.looseObject({ kty: v.string(), kid: v.optional(v.string()) })), v.minLength(1)) })

const inMemory = new Map<string, { readonly keys: JSONWebKeySet; readonly until: number }>()

export interface Signers {
  /** @returns undefined when there is no copy and Xero does not answer */
  read(): Promise<JSONWebKeySet | undefined>
  /** Asks Xero although there is a copy: for a token signed by a key that is not in it. */
  renew(): Promise<JSONWebKeySet | undefined>
}

export function createSigners(identityOrigin: string, kv: KVNamespace): Signers {
  const keep = (keys: JSONWebKeySet) => inMemory.set(identityOrigin, { keys, until: Date.now() + KEPT_FOR_SECONDS * 1000 })

  async function renew(): Promise<JSONWebKeySet | undefined> {
    const keys = await fetchKeys(`${identityOrigin}/.well-known/openid-configuration/jwks`)
    if (keys === undefined) return undefined
    keep(keys)
    // Without it another location asks Xero again: no reason to fail a consent that Xero has given.
    await kv.put(KV_KEY, JSON.stringify({ identityOrigin, keys }), { expirationTtl: KEPT_FOR_SECONDS }).catch(() => undefined)
    return keys
  }

  return {
    renew,
    async read() {
      const known = inMemory.get(identityOrigin)
      if (known !== undefined && known.until > Date.now()) return known.keys
      const stored = await kv.get<{ identityOrigin: string; keys: JSONWebKeySet }>(KV_KEY, 'json').catch(() => null)
      if (stored?.identityOrigin !== identityOrigin) return renew()
      keep(stored.keys)
      return stored.keys
    },
  }
}

async function fetchKeys(address: string): Promise<JSONWebKeySet | undefined> {
  try {
    const response = await send(new Request(address, { headers: { Accept: 'application/json' } }))
    if (!response.ok) return undefined
    const parsed = v.safeParse(Keys, await response.json())
    return parsed.success ? (parsed.output as unknown as JSONWebKeySet) : undefined
  } catch {
    // No answer, or one that is not JSON: the caller says that Xero is unavailable.
    return undefined
  }
}
