/** An access token for an account: from the edge's copies where they do, else from the objects. For HTTP and for calls of other Workers. */
import { now } from '../src/contract/clock.ts'
import { type Failure, type Success, succeed } from '../src/contract/result.ts'
import type { AccessToken, ReconnectDemand } from '../src/contract/wire.ts'
import type { AccountTokenFailure } from './account/account.ts'
import { readSettings } from './settings.ts'
import { createAccountCopies, createTokenCopies } from './vault/edge-copy.ts'

/** What miBilling is promised of a token's life. */
const LEAST_LIFE_SECONDS = 60

export type AccessTokenAnswer = AccessTokenGiven | AccessTokenRefused

export interface AccessTokenGiven extends Success<AccessToken> {
  /** No object was woken: as it nearly always is, and such an answer leaves no line in the log. */
  readonly copied: boolean
}

export interface AccessTokenRefused extends Failure<AccountTokenFailure> {
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

/** What the edge's copies tell. Two reads of KV and no object woken. */
interface Copies {
  /** Whether there is a copy of which login and organisation the account uses. */
  readonly knowsAccount: boolean
  /** Absent where a copy is missing or the token nears its end: the objects know. */
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
