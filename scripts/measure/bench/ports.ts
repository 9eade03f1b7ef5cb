/** The first of five ports in a row, so that two runs on one machine can stand aside: `BENCH_PORT=9970 npm run bench`. */
const first = Number(process.env['BENCH_PORT'] ?? 8970)

/** The Worker alone is started there, but its settings name the others too. */
export const LOCAL_PORTS = { PORT: String(first), XERO_PORT: String(first + 1), MISTABLE_PORT: String(first + 2) }
export const DEBUGGING_PORT = first + 4
