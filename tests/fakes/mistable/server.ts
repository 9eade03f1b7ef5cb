import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createMiBillingXero } from '../../../client/client.ts'
import { createApp } from './app.ts'

export interface MistableOptions {
  /** 0 or absent: any free port. */
  readonly port?: number
  readonly guideOrigin: string
  readonly xeroApiOrigin: string
  /** Its SHA-256 digest is in .dev.vars.example. */
  readonly serviceKey?: string
  /** What webhooks are signed with; the one of .dev.vars.example where it is absent. */
  readonly webhookSecret?: string
}

/** `whsec_` and the base64 of `public-test-webhook-secret`. */
const PUBLIC_TEST_WEBHOOK_SECRET = 'whsec_cHVibGljLXRlc3Qtd2ViaG9vay1zZWNyZXQ='

/**
 * The local miStable, a server on its own port. Who is connected is asked of the guide each time; all it keeps are the webhooks
 * that arrived, in memory.
 *
 * @throws an error that names the port when another program has it
 */
export async function startMistable(options: MistableOptions): Promise<{ origin: string; close(): Promise<void> }> {
  let origin = ''
  const guide = createMiBillingXero({ origin: options.guideOrigin, serviceKey: options.serviceKey ?? 'public-test-service-key' })
  const app = createApp({
    guide,
    guideOrigin: options.guideOrigin,
    xeroApiOrigin: options.xeroApiOrigin,
    webhookSecret: options.webhookSecret ?? PUBLIC_TEST_WEBHOOK_SECRET,
    origin: () => origin,
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? new Error(`Port ${options.port} is taken; the local miStable needs it.`) : cause),
    )
    server.listen(options.port ?? 0, 'localhost', resolve)
  })
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
