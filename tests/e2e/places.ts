/** Where the three servers of a run are. */
export const PORTS = { PORT: '9787', XERO_PORT: '9788', MISTABLE_PORT: '9789' }

export const GUIDE = `http://localhost:${PORTS.PORT}`
export const XERO = `http://localhost:${PORTS.XERO_PORT}`
export const MISTABLE = `http://localhost:${PORTS.MISTABLE_PORT}`
