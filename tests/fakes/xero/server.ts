import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { createApps } from './app.ts'
import { HOSTS, type Origins, originsOn, type Ports, portsFrom, settingsFor, type XeroSettings } from './origins.ts'
import { openSigningKey } from './signing-key.ts'
import { createStateKeeper, readStateFile } from './state-file.ts'
import { createTraffic } from './traffic.ts'
import type { Client } from './world.ts'
import { createWorld, type Xero } from './xero.ts'

export interface XeroOptions {
  /** The login origin's. 0 or absent: any free one for each of the four. */
  readonly port?: number
  /** Where these differ from `portsFrom(port)`. */
  readonly ports?: Partial<Ports>
  readonly redirectUris?: readonly string[]
  /** Where connections and tokens outlive the process; absent: they do not. */
  readonly stateFile?: string
  readonly clientId?: string
  readonly clientSecret?: string
}

export interface RunningXero {
  /** The login origin, which has `/control` as well. */
  readonly origin: string
  readonly origins: Origins
  /** What the guide's settings for these origins are. */
  readonly settings: XeroSettings
  /** Ends every connection, hung ones included, and saves. */
  close(): Promise<void>
}

/**
 * Starts the local Xero's four servers on the loopback address. The app's registration is always that of the options, whatever the state file holds.
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
  const xero: Xero = { origins: originsOn(portsFrom(0)), world, registration, key, traffic: createTraffic() }
  const take = () => ({ world: xero.world, signingKey: key.privateJwk })
  const keeper = options.stateFile === undefined ? undefined : createStateKeeper(options.stateFile, take)

  const apps = createApps(xero, () => keeper?.touch())
  const servers: Server[] = []
  const closeServers = async () => void (await Promise.all(servers.map(close)))
  const ports = { ...portsFrom(options.port ?? 0), ...options.ports }
  try {
    for (const host of HOSTS) {
      const server = createAdaptorServer({ fetch: apps[host].fetch, overrideGlobalObjects: false }) as Server
      ports[host] = await listen(server, ports[host])
      servers.push(server)
    }
  } catch (cause) {
    await closeServers()
    throw cause
  }
  xero.origins = originsOn(ports)
  await keeper?.flush()
  return {
    origin: xero.origins.login,
    origins: xero.origins,
    settings: settingsFor(xero.origins),
    async close() {
      for (const end of xero.traffic.waiting) end()
      await closeServers()
      await keeper?.flush()
    },
  }
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

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
