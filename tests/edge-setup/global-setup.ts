/// <reference path="../edge/provided.d.ts" />
import type { TestProject } from 'vitest/node'
import { startXero } from '../fakes/xero/server.ts'

/** The edge tests run in workerd, where no server can listen: their local Xero runs here, in Node. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const xero = await startXero({ port: 0, redirectUris: ['http://localhost:8787/api/xero/callback'] })
  project.provide('xeroOrigin', xero.origin)
  return () => xero.close()
}
