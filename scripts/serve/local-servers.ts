import { join } from 'node:path'
import { startAccess } from '../../tests/fakes/access/server.ts'
import { startMistable } from '../../tests/fakes/mistable/server.ts'
import type { Origins } from '../../tests/fakes/xero/origins.ts'
import { startXero } from '../../tests/fakes/xero/server.ts'
import type { Environment } from './environment.ts'
import { localClaims, portsOf } from './ports.ts'
import type { RunningServer } from './run-worker.ts'
import { stateDirectory } from './settings.ts'

export interface LocalServers {
  readonly xero: Origins
  readonly mistable: string
  /** Where people log in to the desk. */
  readonly access: string
  close(): Promise<void>
}

/** The local Xero, the local miStable and the local Access, around a guide on `PORT`. What was connected outlives them in the state folder. */
export async function startLocalServers(environment: Environment): Promise<LocalServers> {
  const claims = localClaims(environment)
  const guideOrigin = `http://localhost:${claims.worker.port}`
  const started: RunningServer[] = []
  const close = async () => void (await Promise.all(started.map((server) => server.close())))
  try {
    const xero = await startXero({
      ports: portsOf(claims.xero),
      redirectUris: [`${guideOrigin}/api/xero/callback`],
      stateFile: join(stateDirectory(environment), 'local-xero.json'),
    })
    started.push(xero)
    // The newest alone: the Worker signs with each.
    const webhookSecret = environment['WEBHOOK_SECRET']?.split(',')[0]
    const mistable = await startMistable({
      port: claims.mistable.port,
      guideOrigin,
      xeroApiOrigin: xero.origins.api,
      ...(webhookSecret === undefined ? {} : { webhookSecret }),
    })
    started.push(mistable)
    const access = await startAccess({ port: claims.access.port, guideOrigin })
    started.push(access)
    return { xero: xero.origins, mistable: mistable.origin, access: access.origin, close }
  } catch (cause) {
    await close()
    throw cause
  }
}

export function describeLocalServers(guide: string, { xero, mistable, access }: LocalServers): string {
  return `
  Local miStable   ${mistable}   start here: Billing > Settings > Xero Connect
  The guide        ${guide}
  The desk         ${guide}/desk/   for miStable's support; log in at ${access}
  Local Xero       ${xero.login}   its consent page ${xero.consent}, identity ${xero.identity}, API ${xero.api}

  Who to log in to Xero as (any password will do):
    Olivia   one company, no two-step authentication
    Theo     three companies and a demo company, with two-step authentication
    Bea      a bookkeeper with many clients, with two-step authentication
    Rita     may only read: cannot connect
    Noah     has no company yet

  Ctrl-C stops them all. What you connect is kept; npm run reset forgets it.
`
}
