import { lookUp } from '../../../src/contract/look-up.ts'
import { nowOf } from './clock.ts'
import { createGuid } from './ids.ts'
import { mayConnect, readRole } from './memberships.ts'
import type { Connection, Organisation, World } from './world.ts'

export const findConnections = (world: World, person: string): Connection[] =>
  world.connections.filter((connection) => connection.person === person)

/** A connection made again after its end has a new id and event, but remembers when it was first made. */
export function connect(world: World, person: string, tenantId: string, authEventId: string): void {
  const updatedAt = nowOf(world)
  const key = `${person}/${tenantId}`
  const createdAt = lookUp(world.firstConnectedAt, key) ?? updatedAt
  world.firstConnectedAt[key] = createdAt
  world.connections.push({ id: createGuid(), authEventId, person, tenantId, createdAt, updatedAt })
}

/** The only way a connection ends. Refresh tokens stay, being per person, unless `endGrantOnLastDisconnect` says otherwise. */
export function dropConnections(world: World, isDropped: (connection: Connection) => boolean): void {
  const touched = new Set(world.connections.filter(isDropped).map(({ person }) => person))
  world.connections = world.connections.filter((connection) => !isDropped(connection))
  if (!world.settings.endGrantOnLastDisconnect) return
  const bare = [...touched].filter((person) => findConnections(world, person).length === 0)
  world.refreshTokens = world.refreshTokens.filter((token) => !bare.includes(token.consent.person))
}

/** Organisations that show our app among their connected apps and where this person may end that. */
export const findConnectedApps = (world: World, person: string): Organisation[] =>
  world.organisations.filter(
    (organisation) =>
      mayConnect(readRole(world, person, organisation)) &&
      world.connections.some((connection) => connection.tenantId === organisation.tenantId),
  )

/**
 * As in Connected apps: ends our app in this organisation, whoever connected it.
 *
 * @returns false where the person may not do so or nothing is connected
 */
export function disconnectApp(world: World, person: string, tenantId: string): boolean {
  if (!findConnectedApps(world, person).some((organisation) => organisation.tenantId === tenantId)) return false
  dropConnections(world, (connection) => connection.tenantId === tenantId)
  return true
}
