/**
 * Runs the local Xero by itself: PORT (of the login origin), CONSENT_PORT, IDENTITY_PORT, API_PORT, XERO_REDIRECT_URIS (comma separated) and
 * XERO_STATE_FILE in the environment.
 */
import { startXero } from './server.ts'

const { PORT = '8788', CONSENT_PORT, IDENTITY_PORT, API_PORT, XERO_REDIRECT_URIS, XERO_STATE_FILE } = process.env

try {
  const xero = await startXero({
    port: Number(PORT),
    ports: {
      ...(CONSENT_PORT === undefined ? {} : { consent: Number(CONSENT_PORT) }),
      ...(IDENTITY_PORT === undefined ? {} : { identity: Number(IDENTITY_PORT) }),
      ...(API_PORT === undefined ? {} : { api: Number(API_PORT) }),
    },
    ...(XERO_REDIRECT_URIS === undefined ? {} : { redirectUris: XERO_REDIRECT_URIS.split(',').map((uri) => uri.trim()) }),
    ...(XERO_STATE_FILE === undefined ? {} : { stateFile: XERO_STATE_FILE }),
  })
  console.log(`Local Xero: ${Object.values(xero.origins).join(' ')}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      xero.close().catch((error: unknown) => {
        console.error(error)
        process.exitCode = 1
      })
    })
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
