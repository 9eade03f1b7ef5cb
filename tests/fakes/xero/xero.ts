import { createMemberships, createOrganisations, createPeople } from './cast.ts'
import type { Origins } from './origins.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import type { SigningKey } from './signing-key.ts'
import type { Traffic } from './traffic.ts'
import type { Client, World } from './world.ts'

/** The running server's parts, handed to every room. */
export interface Xero {
  /** `http://localhost:<port>` each. That of `identity` is the tokens' issuer. */
  origins: Origins
  /** Replaced as a whole by a reset. */
  world: World
  /** The app as it was registered at the start; a reset returns to it. */
  readonly registration: Client
  readonly key: SigningKey
  /** Planned faults and recorded calls: in memory only. */
  readonly traffic: Traffic
}

export const createWorld = (registration: Client): World => ({
  layout: 3,
  clockOffsetSeconds: 0,
  client: { ...registration },
  settings: DEFAULT_SETTINGS,
  people: createPeople(),
  organisations: createOrganisations(),
  memberships: createMemberships(),
  connections: [],
  firstConnectedAt: {},
  sessions: [],
  requests: [],
  codes: [],
  refreshTokens: [],
  trustedDevices: [],
  mails: [],
  usage: {},
})
