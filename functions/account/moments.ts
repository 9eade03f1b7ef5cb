/** Which moments of an account's life miBilling is told of. Pure. */
import type { Connection, WebhookType } from '../../src/contract/wire.ts'

/** What miBilling has been told so far. */
export interface Told {
  /** The organisation told of last; absent while none is active. */
  readonly active?: string
  /** Whether an organisation has become active since the account was last told to be disconnected. */
  readonly connected: boolean
  /** Whether it has been told that the connection is dead, and not yet that it lives again. */
  readonly dead: boolean
}

const NOTHING: Told = { connected: false, dead: false }

/** Looks at states alone: of what began and ended between two looks, nobody is told. */
export function momentsBetween(before: Told = NOTHING, connection: Connection): { types: WebhookType[]; told: Told } {
  const active = connection.organisation?.tenantId
  if (connection.state === 'not-connected') return { types: before.connected ? ['connection.disconnected'] : [], told: NOTHING }

  const types: WebhookType[] = []
  const isDead = connection.state === 'reconnect-required'
  if (active !== undefined && !before.connected) types.push('connection.connected')
  if (active !== undefined && active !== before.active) types.push('connection.organisation-chosen')
  if (isDead && !before.dead) types.push('connection.reconnect-required')
  if (connection.state === 'connected' && before.dead) types.push('connection.repaired')
  const dead = isDead || (before.dead && connection.state !== 'connected')
  return { types, told: { ...(active === undefined ? {} : { active }), connected: before.connected || active !== undefined, dead } }
}
