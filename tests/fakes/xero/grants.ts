import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { nowOf } from './clock.ts'
import { dropConnections } from './connections.ts'
import { createSecret, fingerprintOf } from './ids.ts'
import { personOf } from './login.ts'
import type { Consent, RefreshToken, World } from './world.ts'

const CODE_SECONDS = 300
/** Unused this long, a refresh token dies; each use gives a new one with a whole new span. */
const IDLE_SECONDS = 60 * 86_400
/** A replaced refresh token still works this long, for callers who lost the answer. */
const GRACE_SECONDS = 1800

/** @returns the code: case-sensitive, usable once, within five minutes, with the same redirect URI */
export function issueCode(world: World, consent: Consent, redirectUri: string): string {
  const code = createSecret()
  const now = nowOf(world)
  world.codes = world.codes.filter(({ expiresAt }) => expiresAt > now)
  world.codes.push({ fingerprint: fingerprintOf(code), redirectUri, consent, expiresAt: now + CODE_SECONDS })
  return code
}

/** A code is spent by its first use, a mistaken one included. A second use only fails: Xero revokes nothing. */
export function redeemCode(world: World, code: string, redirectUri: string): Result<Consent, 'invalid-grant'> {
  const fingerprint = fingerprintOf(code)
  const found = world.codes.find((candidate) => candidate.fingerprint === fingerprint)
  world.codes = world.codes.filter((candidate) => candidate !== found)
  const isGood = found !== undefined && found.redirectUri === redirectUri && found.expiresAt > nowOf(world)
  return isGood ? succeed(found.consent) : fail('invalid-grant')
}

export function issueRefreshToken(world: World, consent: Consent): string {
  const token = createSecret()
  world.refreshTokens = world.refreshTokens.filter((candidate) => isLive(world, candidate))
  world.refreshTokens.push({ fingerprint: fingerprintOf(token), consent, expiresAt: nowOf(world) + IDLE_SECONDS })
  return token
}

/** The caller issues the next one. Xero does not say whether a repeat gives the same new token: here each gives another, and all work. */
export function redeemRefreshToken(world: World, token: string): Result<Consent, 'invalid-grant'> {
  const found = readRefreshToken(world, token)
  if (found === undefined) return fail('invalid-grant')
  found.replacedAt ??= nowOf(world)
  return succeed(found.consent)
}

/** Xero's revocation reaches further than RFC 7009: everything this person gave our app ends. An unknown token changes nothing. */
export function revoke(world: World, token: string): string | undefined {
  const person = readRefreshToken(world, token)?.consent.person
  if (person === undefined) return undefined
  world.refreshTokens = world.refreshTokens.filter(({ consent }) => consent.person !== person)
  dropConnections(world, (connection) => connection.person === person)
  personOf(world, { person }).consentedScopes = []
  return person
}

function readRefreshToken(world: World, token: string): RefreshToken | undefined {
  const fingerprint = fingerprintOf(token)
  return world.refreshTokens.find((candidate) => candidate.fingerprint === fingerprint && isLive(world, candidate))
}

function isLive(world: World, { expiresAt, replacedAt }: RefreshToken): boolean {
  const now = nowOf(world)
  return expiresAt > now && (replacedAt === undefined || replacedAt + GRACE_SECONDS > now)
}
