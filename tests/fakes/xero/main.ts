/** Runs the local Xero by itself: PORT, XERO_REDIRECT_URIS (comma separated) and XERO_STATE_FILE in the environment. */
import { startXero } from './server.ts'

const { PORT, XERO_REDIRECT_URIS, XERO_STATE_FILE } = process.env

try {
  const xero = await startXero({
    port: Number(PORT ?? 8788),
    ...(XERO_REDIRECT_URIS === undefined ? {} : { redirectUris: XERO_REDIRECT_URIS.split(',').map((uri) => uri.trim()) }),
    ...(XERO_STATE_FILE === undefined ? {} : { stateFile: XERO_STATE_FILE }),
  })
  console.log(`Local Xero: ${xero.origin}`)
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
