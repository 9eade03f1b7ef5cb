/// <reference path="../edge/provided.d.ts" />
import type { TestProject } from 'vitest/node'
import { startAccess } from '../fakes/access/server.ts'
import { startMistable } from '../fakes/mistable/server.ts'
import { startXero } from '../fakes/xero/server.ts'
import { writeBuiltFiles } from './built-files.ts'

/** The edge tests run in workerd, where no server can listen: their local Xero and miStable run here, in Node. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  writeBuiltFiles()
  const xero = await startXero({ port: 0, redirectUris: ['http://localhost:8787/api/xero/callback'] })
  project.provide('xeroOrigin', xero.origins.login)
  project.provide('xeroConsentOrigin', xero.origins.consent)
  project.provide('xeroIdentityOrigin', xero.origins.identity)
  project.provide('xeroApiOrigin', xero.origins.api)
  const mistable = await startMistable({ guideOrigin: 'http://localhost:8787', xeroApiOrigin: xero.origins.api })
  project.provide('mistableOrigin', mistable.origin)
  const access = await startAccess({ guideOrigin: 'http://localhost:8787' })
  project.provide('accessOrigin', access.origin)
  project.provide('accessKey', JSON.stringify(access.key.privateJwk))
  return async () => void (await Promise.all([xero.close(), mistable.close(), access.close()]))
}
