import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { openSigningKey, type SigningKey } from '../xero/signing-key.ts'
import { type AccessPlace, createApp, signFor } from './app.ts'

export interface AccessOptions {
  /** 0 or absent: any free one. */
  readonly port?: number
  /** Where the desk is. */
  readonly guideOrigin: string
  readonly audience?: string
}

export interface RunningAccess {
  /** What the guide's ACCESS_ISSUER is. */
  readonly origin: string
  readonly key: SigningKey
  /** What Access would send along for this person. */
  tokenFor(email: string): Promise<string>
  close(): Promise<void>
}

/** Starts the stand-in for Cloudflare Access on the loopback address. @throws an Error that names the port when it is taken */
export async function startAccess({ port = 0, guideOrigin, audience }: AccessOptions): Promise<RunningAccess> {
  const key = await openSigningKey()
  const place: AccessPlace = { key, guideOrigin, audience: audience ?? 'public-test-access-audience', origin: '' }
  const server = createAdaptorServer({ fetch: createApp(place).fetch, overrideGlobalObjects: false }) as Server
  place.origin = `http://localhost:${await listen(server, port)}`
  return { origin: place.origin, key, tokenFor: (email) => signFor(place, email), close: () => close(server) }
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`The local Access cannot start: port ${port} is taken.`) : error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('The local Access has no port.'))
      else resolve(address.port)
    })
  })
