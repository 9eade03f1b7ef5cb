/** Which webhooks an account's change calls for. Pure. */
import type { Connection, WebhookType } from '../../src/contract/wire.ts'

/** What miBilling knows from the webhooks so far. */
export interface AnnouncedState {
  /** The organisation in the last webhook; absent while none is active. */
  readonly active?: string
  /** Whether `connection.connected` was sent since the last `connection.disconnected`. */
  readonly connected: boolean
  /** Whether `connection.reconnect-required` was sent, and not yet `connection.repaired`. */
  readonly dead: boolean
}

const NOTHING: AnnouncedState = { connected: false, dead: false }

/** Compares two states. What began and ended between them is not announced. */
export function webhookTypesBetween(
  before: AnnouncedState = NOTHING,
  connection: Connection,
): { types: WebhookType[]; state: AnnouncedState } {
  const active = connection.organisation?.tenantId
  if (connection.state === 'not-connected') return { types: before.connected ? ['connection.disconnected'] : [], state: NOTHING }

  const types: WebhookType[] = []
  const isDead = connection.state === 'reconnect-required'
  if (active !== undefined && !before.connected) types.push('connection.connected')
  if (active !== undefined && active !== before.active) types.push('connection.organisation-chosen')
  if (isDead && !before.dead) types.push('connection.reconnect-required')
  if (connection.state === 'connected' && before.dead) types.push('connection.repaired')
  const dead = isDead || (before.dead && connection.state !== 'connected')
  return {
    types,
    state: { ...(active === undefined ? {} : { active }), connected: before.connected || active !== undefined, dead },
  }
}
