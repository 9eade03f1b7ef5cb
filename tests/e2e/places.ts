import { originsOn, portsFrom } from '../fakes/xero/origins.ts'

/** The first of seven ports in a row, so that two runs on one machine can stand aside: `E2E_PORT=9887 npm run e2e`. */
const first = Number(process.env['E2E_PORT'] ?? 9787)

/** Where the servers of a run are. Those of the local Xero other than its login origin follow from XERO_PORT. */
export const PORTS = {
  PORT: String(first),
  XERO_PORT: String(first + 1),
  MISTABLE_PORT: String(first + 2),
  ACCESS_PORT: String(first + 6),
}

export const GUIDE = `http://localhost:${PORTS.PORT}`
/** The local Xero's login origin, which has its control as well. */
export const XERO = `http://localhost:${PORTS.XERO_PORT}`
export const { consent: XERO_CONSENT, identity: XERO_IDENTITY } = originsOn(portsFrom(first + 1))
/** Where people log in to the desk. */
export const ACCESS = `http://localhost:${PORTS.ACCESS_PORT}`
export const MISTABLE = `http://localhost:${PORTS.MISTABLE_PORT}`
