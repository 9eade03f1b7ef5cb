import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { nowOf } from './clock.ts'
import { createGuid } from './ids.ts'
import { readScopes } from './scopes.ts'
import type { AuthorizationRequest, World } from './world.ts'

/** A person has a day to come through the pages. */
const REQUEST_SECONDS = 86_400

/** What Xero's error page says. None of these ever reaches the redirect URI. */
export const REFUSALS = {
  'client-unknown': 'unauthorized_client : Unknown client',
  'redirect-uri': 'unauthorized_client : Invalid redirect_uri',
  'response-type': 'unsupported_response_type',
  'scope-closed': 'unauthorized_client : Invalid scope for client',
  'scope-unknown': 'invalid_scope',
} as const

export type Refusal = keyof typeof REFUSALS

/** RFC 6749 §4.1.1, in the order in which Xero notices. The redirect URI is compared as text, a slash or a port included. */
export function beginAuthorization(world: World, query: URLSearchParams): Result<AuthorizationRequest, Refusal> {
  if (query.get('client_id') !== world.client.id) return fail('client-unknown')
  const redirectUri = query.get('redirect_uri')
  if (redirectUri === null || !world.client.redirectUris.includes(redirectUri)) return fail('redirect-uri')
  if (query.get('response_type') !== 'code') return fail('response-type')
  const scopes = readScopes(query.get('scope') ?? '')
  if (!scopes.ok) return fail(scopes.error === 'closed' ? 'scope-closed' : 'scope-unknown')

  const state = query.get('state')
  const nonce = query.get('nonce')
  const createdAt = nowOf(world)
  const request: AuthorizationRequest = {
    id: createGuid(),
    redirectUri,
    scopes: scopes.value,
    ...(state === null ? {} : { state }),
    ...(nonce === null ? {} : { nonce }),
    single: query.get('acr_values')?.split(' ').includes('bulk_connect:false') ?? false,
    createdAt,
  }
  world.requests = [...world.requests.filter((other) => other.createdAt + REQUEST_SECONDS > createdAt), request]
  return succeed(request)
}

export const readRequest = (world: World, id: string | undefined): AuthorizationRequest | undefined =>
  world.requests.find((request) => request.id === id)

/** Ends the visit; a second press of the same button finds nothing. */
export function endRequest(world: World, request: AuthorizationRequest): void {
  world.requests = world.requests.filter((other) => other.id !== request.id)
}
