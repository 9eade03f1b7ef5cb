import { join } from 'node:path'
import { originsOn, portsFrom } from '../fakes/xero/origins.ts'

/** Ports that one set of servers may take. */
const APART = 10

/**
 * Where a set of servers is; those of the local Xero other than its login origin follow from XERO_PORT. Each of Playwright's workers has a
 * set of its own, so that no journey meets what another does to Xero. E2E_PORT is the first port of all.
 */
export function portsOfSet(set: number): Record<'PORT' | 'XERO_PORT' | 'MISTABLE_PORT' | 'ACCESS_PORT', string> {
  const first = Number(process.env['E2E_PORT'] ?? 9787) + set * APART
  return { PORT: String(first), XERO_PORT: String(first + 1), MISTABLE_PORT: String(first + 2), ACCESS_PORT: String(first + 6) }
}

/** Below the folder that the global set-up makes. */
export const stateOfSet = (set: number): string => join(process.env['E2E_STATE'] ?? '', String(set))

/** Playwright tells each of its workers which it is. */
const set = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)
export const PORTS = portsOfSet(set)
export const stateDir = (): string => stateOfSet(set)

export const GUIDE = `http://localhost:${PORTS.PORT}`
/** The local Xero's login origin, which has its control as well. */
export const XERO = `http://localhost:${PORTS.XERO_PORT}`
export const { consent: XERO_CONSENT, identity: XERO_IDENTITY } = originsOn(portsFrom(Number(PORTS.XERO_PORT)))
/** Where people log in to the desk. */
export const ACCESS = `http://localhost:${PORTS.ACCESS_PORT}`
export const MISTABLE = `http://localhost:${PORTS.MISTABLE_PORT}`
