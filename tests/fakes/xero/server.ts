import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { openSigningKey } from './signing-key.ts'
import { createStateKeeper, readStateFile } from './state-file.ts'
import { createTraffic } from './traffic.ts'
import type { Client } from './world.ts'
import { createWorld, type Xero } from './xero.ts'

export interface XeroOptions {
  /** 0 or absent: any free one. */
  readonly port?: number
  readonly redirectUris?: readonly string[]
  /** Where connections and tokens outlive the process; absent: they do not. */
  readonly stateFile?: string
  readonly clientId?: string
  readonly clientSecret?: string
}

export interface RunningXero {
  readonly origin: string
  /** Ends every connection, hung ones included, and saves. */
  close(): Promise<void>
}

/**
 * Starts the local Xero on the loopback address. The app's registration is always that of the options, whatever the state file holds.
 *
 * @throws an Error that names the port when it is taken, or the state file when it cannot be read
 */
export async function startXero(options: XeroOptions = {}): Promise<RunningXero> {
  const registration: Client = {
    id: options.clientId ?? 'public-test-client',
    secret: options.clientSecret ?? 'public-test-client-secret',
    redirectUris: options.redirectUris ?? ['http://localhost:8787/api/xero/callback'],
  }
  const saved = options.stateFile === undefined ? undefined : await readStateFile(options.stateFile)
  const key = await openSigningKey(saved?.signingKey)
  const world = saved === undefined ? createWorld(registration) : { ...saved.world, client: { ...registration } }
  const xero: Xero = { origin: '', world, registration, key, traffic: createTraffic() }
  const take = () => ({ world: xero.world, signingKey: key.privateJwk })
  const keeper = options.stateFile === undefined ? undefined : createStateKeeper(options.stateFile, take)

  const app = createApp(xero, () => keeper?.touch())
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
  const port = await listen(server, options.port ?? 0)
  xero.origin = `http://localhost:${port}`
  await keeper?.flush()
  return {
    origin: xero.origin,
    async close() {
      for (const end of xero.traffic.waiting) end()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await keeper?.flush()
    },
  }
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`The local Xero cannot start: port ${port} is taken.`) : error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('The local Xero has no port.'))
      else resolve(address.port)
    })
  })
