/** The first of three ports in a row, so that two runs on one machine can stand aside: `E2E_PORT=9790 npm run e2e`. */
const first = Number(process.env['E2E_PORT'] ?? 9787)

/** Where the three servers of a run are. */
export const PORTS = { PORT: String(first), XERO_PORT: String(first + 1), MISTABLE_PORT: String(first + 2) }

export const GUIDE = `http://localhost:${PORTS.PORT}`
export const XERO = `http://localhost:${PORTS.XERO_PORT}`
export const MISTABLE = `http://localhost:${PORTS.MISTABLE_PORT}`
