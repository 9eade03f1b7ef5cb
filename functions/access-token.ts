/** An access token for an account: from the copies in KV if possible, else from the objects. For HTTP and for other Workers. */
import { now } from '../src/contract/clock.ts'
import { type Failure, type Success, succeed } from '../src/contract/result.ts'
import type { AccessToken, ReconnectDemand } from '../src/contract/wire.ts'
import type { AccountTokenFailure } from './account/account.ts'
import { readSettings } from './settings.ts'
import { createAccountCopies, createTokenCopies } from './vault/edge-copy.ts'

/** How long a token lives at least, as promised to miBilling. */
const LEAST_LIFE_SECONDS = 60

export type AccessTokenAnswer = AccessTokenGiven | AccessTokenRefused

interface AccessTokenGiven extends Success<AccessToken> {
  /** Whether the copies were enough and no object was woken. That is nearly always so, and isn't logged. */
  readonly copied: boolean
}

interface AccessTokenRefused extends Failure<AccountTokenFailure> {
  /** With `reconnect-required`. */
  readonly demand?: ReconnectDemand
}

export async function readAccessToken(env: Env, account: string): Promise<AccessTokenAnswer> {
  const copies = await readCopies(env, account)
  if (copies.token !== undefined) return { ...succeed(copies.token), copied: true }
  const access = await env.ACCOUNT.getByName(account).accessToken({ restoreCopy: !copies.knowsAccount })
  if (access.ok) return { ...succeed(access.value), copied: false }
  if (!('reason' in access)) return access
  const { reason, ...failure } = access
  return { ...failure, demand: { reason, reconnectUrl: readSettings(env).dashboardUrl } }
}

/** What the copies say. Two reads of KV; wakes no object. */
interface Copies {
  /** Whether there is a copy of which login and organisation the account uses. */
  readonly knowsAccount: boolean
  /** Absent where a copy is missing or the token is about to expire: ask the objects. */
  readonly token?: AccessToken
}

async function readCopies(env: Env, account: string): Promise<Copies> {
  const { tokenSeal } = readSettings(env)
  const used = await createAccountCopies(env.TOKENS, tokenSeal).read(account)
  if (used === undefined) return { knowsAccount: false }
  const token = await createTokenCopies(env.TOKENS, tokenSeal).read(used.login)
  if (token === undefined || token.expiresAt - now() < LEAST_LIFE_SECONDS) return { knowsAccount: true }
  const { accessToken, expiresAt } = token
  const { organisation } = used
  return {
    knowsAccount: true,
    token: { accessToken, tokenType: 'Bearer', expiresAt, tenantId: organisation.tenantId, organisation },
  }
}
