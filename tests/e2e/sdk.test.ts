import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { XeroClient } from 'xero-node'
import { type AccessToken, createMiBillingXero, type MiBillingXero } from '../../client/client.ts'
import { comeBack, SERVICE_HEADERS, setOff } from '../../scripts/measure/bench/customer.ts'
import { type RunningServer, startWorker } from '../../scripts/serve/run-worker.ts'
import { EXAMPLE_FILE } from '../../scripts/serve/settings.ts'
import { type RunningXero, startXero } from '../fakes/xero/server.ts'

const COMPANY = 'Riverbank Plumbing Pty Ltd'
const XERO_API = 'https://api.xero.com'

let stateDir: string
let xero: RunningXero
let worker: RunningServer
let guide: MiBillingXero

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'guide-sdk-'))
  xero = await startXero()
  worker = await startWorker({ port: 0, settings: xero.settings, settingsFile: EXAMPLE_FILE, stateDir, log: () => undefined })
  guide = createMiBillingXero({ origin: worker.origin, serviceKey: SERVICE_HEADERS.Authorization.replace('Bearer ', '') })
  await comeBack(await setOff({ guide: worker.origin, xero: xero.origin }, 'riverbank'))
  takeToLocalXero()
}, 60_000)

afterAll(async () => {
  await Promise.all([worker.close(), xero.close()])
  rmSync(stateDir, { recursive: true, force: true })
})

/** The few fields of the SDK's HTTP library that are used. */
interface Axios {
  readonly interceptors: { readonly request: { use(change: <T extends { url?: string }>(config: T) => T): void } }
}

/**
 * `basePath` of the SDK's APIs can be set, but the address of the list of connections is written out in it. Its HTTP library is
 * therefore told to ask the local Xero for whatever it would ask Xero's API.
 */
function takeToLocalXero(): void {
  const ofSdk = createRequire(createRequire(import.meta.url).resolve('xero-node'))
  const axios = ofSdk('axios') as Axios
  axios.interceptors.request.use((config) => {
    if (config.url?.startsWith(`${XERO_API}/`)) config.url = xero.origins.api + config.url.slice(XERO_API.length)
    return config
  })
}

async function tokenOf(account: string): Promise<AccessToken> {
  const answer = await guide.readAccessToken(account)
  if (!answer.ok) throw new Error(`expected a token, got ${answer.code}`)
  return answer.value
}

function sdkWith(accessToken: string): XeroClient {
  const sdk = new XeroClient()
  sdk.setTokenSet({ access_token: accessToken, token_type: 'Bearer' })
  return sdk
}

describe('Xero’s own SDK', () => {
  it('reads the organisation with the token and the tenant of /v1', async () => {
    const { accessToken, tenantId } = await tokenOf('riverbank')
    const { response, body } = await sdkWith(accessToken).accountingApi.getOrganisations(tenantId)
    expect(response.status).toBe(200)
    expect(body.organisations?.map(({ name, organisationID }) => ({ name, organisationID }))).toEqual([
      { name: COMPANY, organisationID: tenantId },
    ])
  })

  it('finds the tenant among its connections, with its organisation', async () => {
    const { accessToken, tenantId } = await tokenOf('riverbank')
    const sdk = sdkWith(accessToken)
    await sdk.updateTenants()
    expect(sdk.tenants).toEqual([
      expect.objectContaining({
        tenantId,
        tenantType: 'ORGANISATION',
        tenantName: COMPANY,
        orgData: expect.objectContaining({ name: COMPANY }),
      }),
    ])
  })

  it('is refused with a token that is none', async () => {
    const { tenantId } = await tokenOf('riverbank')
    const refused = sdkWith('public-test-no-token').accountingApi.getOrganisations(tenantId)
    // The SDK throws text: JSON of what Xero answered.
    const failure: unknown = await refused.catch((thrown: string) => JSON.parse(thrown))
    expect(failure).toMatchObject({ response: { statusCode: 401 } })
  })
})
