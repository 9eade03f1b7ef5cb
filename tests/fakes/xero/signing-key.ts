import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'

/** Kept in the state file beside the world: a reset must not strand those who cached the key set. */
export interface SigningKey {
  readonly kid: string
  readonly privateJwk: JWK
  readonly publicJwk: JWK
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

/** @param kept from a state file; without it a new key is made */
export async function openSigningKey(kept?: JWK): Promise<SigningKey> {
  const privateJwk = kept ?? (await createPrivateJwk())
  const { kty, n, e } = privateJwk
  if (kty !== 'RSA' || n === undefined || e === undefined) throw new TypeError('the signing key is not an RSA key')
  const publicPart: JWK = { kty, n, e }
  const kid = (await calculateJwkThumbprint(publicPart)).toUpperCase()
  const publicJwk: JWK = { ...publicPart, kid, alg: 'RS256', use: 'sig' }
  return { kid, privateJwk, publicJwk, privateKey: await importRsa(privateJwk), publicKey: await importRsa(publicJwk) }
}

async function createPrivateJwk(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return exportJWK(privateKey)
}

async function importRsa(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'RS256')
  if (key instanceof Uint8Array) throw new TypeError('an RSA key was expected')
  return key
}
