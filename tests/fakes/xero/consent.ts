import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { endRequest } from './authorize.ts'
import { nowOf } from './clock.ts'
import { connect, findConnections } from './connections.ts'
import { issueCode } from './grants.ts'
import { createGuid, fingerprintOf } from './ids.ts'
import { personOf } from './login.ts'
import { mayConnect, readRole } from './memberships.ts'
import { isApiScope } from './scopes.ts'
import type { AuthorizationRequest, BrowserSession, Consent, Organisation, Role, World } from './world.ts'

/** One line of the consent page: only what is `open` can be picked. */
export interface Choice {
  readonly organisation: Organisation
  readonly role: Role
  readonly state: 'open' | 'connected' | 'role-too-low'
}

/** `continue`: go on with what is connected already. */
export type Answer = { readonly kind: 'allow'; readonly tenantIds: readonly string[] } | { readonly kind: 'continue' | 'cancel' }

/** In the words of the page; control answers with the same. */
export const CONSENT_MESSAGES = {
  'organisation-needed': 'Select an organisation first.',
  'organisation-unknown': 'This login has no such organisation.',
  'organisation-connected': 'This organisation is already connected.',
  'role-too-low': 'Your role in this organisation may not connect an app.',
  'one-organisation-only': 'Select one organisation only.',
  'connection-limit': 'miBilling has reached their Xero connection limit.',
} as const

export type ConsentRefusal = keyof typeof CONSENT_MESSAGES

export function findChoices(world: World, person: string): Choice[] {
  const connected = new Set(findConnections(world, person).map(({ tenantId }) => tenantId))
  return world.organisations.flatMap((organisation) => {
    const role = readRole(world, person, organisation)
    if (role === undefined || organisation.state === 'ended') return []
    const open = mayConnect(role) ? 'open' : 'role-too-low'
    return [{ organisation, role, state: connected.has(organisation.tenantId) ? 'connected' : open }]
  })
}

/** Whoever comes then is stopped, also to go on with what is connected. */
export const isConnectionLimitReached = ({ connections, settings: { connectionLimit } }: World): boolean =>
  connectionLimit !== null && connections.length >= connectionLimit

export const asksForOrganisation = (request: AuthorizationRequest): boolean => request.scopes.some(isApiScope)

export const mayPickSeveral = (world: World, request: AuthorizationRequest): boolean =>
  world.settings.multiSelect && !request.single

/**
 * What the buttons of the consent page do. A refusal leaves the visit open.
 *
 * @returns where the browser is sent: the redirect URI with a code or with `access_denied`
 */
export function answerConsent(
  world: World,
  request: AuthorizationRequest,
  session: BrowserSession,
  answer: Answer,
): Result<string, ConsentRefusal> {
  if (answer.kind === 'cancel') {
    endRequest(world, request)
    return succeed(locationOf(request, { error: 'access_denied' }))
  }
  if (isConnectionLimitReached(world)) return fail('connection-limit')
  const picked = answer.kind === 'allow' ? [...new Set(answer.tenantIds)] : []
  const refusal = readRefusal(world, request, session.person, picked, answer.kind)
  if (refusal !== undefined) return fail(refusal)

  const consent = createConsent(world, request, session)
  if (picked.length === 0) renewEvents(world, consent)
  for (const tenantId of picked) connect(world, session.person, tenantId, consent.authEventId)
  endRequest(world, request)
  const code = issueCode(world, consent, request.redirectUri)
  const sessionState = `${fingerprintOf(`${session.sid} ${request.id}`)}.${consent.sid}`
  return succeed(locationOf(request, { code, scope: consent.scopes.join(' '), session_state: sessionState }))
}

function readRefusal(
  world: World,
  request: AuthorizationRequest,
  person: string,
  picked: readonly string[],
  kind: 'allow' | 'continue',
): ConsentRefusal | undefined {
  const choices = findChoices(world, person)
  if (!asksForOrganisation(request)) return picked.length === 0 ? undefined : 'organisation-unknown'
  if (picked.length > 1 && !mayPickSeveral(world, request)) return 'one-organisation-only'
  for (const tenantId of picked) {
    const choice = choices.find(({ organisation }) => organisation.tenantId === tenantId)
    if (choice === undefined) return 'organisation-unknown'
    if (choice.state === 'connected') return 'organisation-connected'
    if (choice.state === 'role-too-low') return 'role-too-low'
  }
  if (picked.length > 0) return undefined
  const hasConnected = choices.some(({ state }) => state === 'connected')
  const hasOpen = choices.some(({ state }) => state === 'open')
  return hasOpen && !(kind === 'continue' && hasConnected) ? 'organisation-needed' : undefined
}

/** API scopes add up over a person's consents; those about this login are as asked. */
function createConsent(world: World, request: AuthorizationRequest, session: BrowserSession): Consent {
  const { grantScopes } = world.settings
  const isGranted = (scope: string): boolean => grantScopes === null || grantScopes.includes(scope)
  const person = personOf(world, session)
  const granted = request.scopes.filter(isGranted)
  person.consentedScopes = [...new Set([...person.consentedScopes, ...granted.filter(isApiScope)])]
  return {
    person: session.person,
    authEventId: createGuid(),
    scopes: [...new Set([...granted, ...person.consentedScopes.filter(isGranted)])],
    sid: session.sid,
    authAt: session.authAt,
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
  }
}

function renewEvents(world: World, consent: Consent): void {
  if (world.settings.eventOnReconnect === 'keep') return
  for (const connection of findConnections(world, consent.person)) {
    connection.authEventId = consent.authEventId
    connection.updatedAt = nowOf(world)
  }
}

function locationOf(request: AuthorizationRequest, answer: Readonly<Record<string, string>>): string {
  const location = new URL(request.redirectUri)
  for (const [name, value] of Object.entries(answer)) location.searchParams.set(name, value)
  if (request.state !== undefined) location.searchParams.set('state', request.state)
  return location.href
}
