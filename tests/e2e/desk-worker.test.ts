/** The two Workers as they are deployed, side by side in one workerd: the desk reaches the guide's objects, and nobody reaches the desk by the guide. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle, type WorkerConfig } from '../../scripts/measure/bench/bundle.ts'
import { moduleOf, readWorkerOptions } from '../../scripts/measure/bench/workerd.ts'
import { ROOT } from '../../scripts/project/tools.ts'
import { type RunningAccess, startAccess } from '../fakes/access/server.ts'
import { startXero } from '../fakes/xero/server.ts'

const GUIDE = 'mibilling-xero-guide'
const DESK = `${GUIDE}-desk`
const ORIGIN = 'http://localhost:8787'

let miniflare: Miniflare
let access: RunningAccess
let xero: Awaited<ReturnType<typeof startXero>>

beforeAll(async () => {
  xero = await startXero()
  access = await startAccess({ guideOrigin: ORIGIN })
  const settings = { ...xero.settings, ACCESS_ISSUER: access.origin }
  const worker = async (name: string, config: WorkerConfig) => ({
    ...(await readWorkerOptions(settings, config)),
    name,
    modules: [moduleOf('worker.js', await readBundle(config))],
  })
  const workers = [await worker(GUIDE, 'wrangler.toml'), await worker(DESK, 'wrangler.desk.toml')]
  miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, workers } as unknown as V4MiniflareOptions))
  await miniflare.ready
  const db = await miniflare.getD1Database('DESK', GUIDE)
  for (const file of ['0001_index.sql', '0002_audit.sql']) {
    const sql = readFileSync(join(ROOT, 'functions/desk/migrations', file), 'utf8').replace(/^--.*$/gm, '')
    for (const statement of sql.split(';').filter((text) => text.trim() !== '')) await db.prepare(statement).run()
  }
}, 120_000)

afterAll(async () => {
  await Promise.all([miniflare?.dispose(), access?.close(), xero?.close()])
})

async function call(worker: string, path: string, init: RequestInit = {}): Promise<Response> {
  const { fetch } = await miniflare.getWorker(worker)
  return (await fetch(ORIGIN + path, init as Parameters<typeof fetch>[1])) as unknown as Response
}

const asPerson = async () => ({
  'Cf-Access-Jwt-Assertion': await access.tokenFor('sam@mistable.example'),
  'Sec-Fetch-Mode': 'cors',
})

describe('the desk as a Worker of its own', () => {
  it('lets in whom Access lets in, and reads the account of the guide', async () => {
    const headers = { Authorization: 'Bearer public-test-service-key', 'Content-Type': 'application/json' }
    const order = { account: 'riverbank', name: 'Riverbank Cafe', goto: '/connect/log-in/' }
    const made = await call(GUIDE, '/v1/sessions', { method: 'POST', headers, body: JSON.stringify(order) })
    expect(made.status).toBe(201)
    const { url } = (await made.json()) as { url: string }
    const { pathname, search } = new URL(url)
    const form = new URLSearchParams(search)
    const opening = { method: 'POST', headers: { Origin: ORIGIN }, body: form, redirect: 'manual' as const }
    expect((await call(GUIDE, pathname, opening)).status).toBe(303)
    const shown = await call(DESK, '/api/desk/accounts/riverbank', { headers: await asPerson() })
    expect(shown.status).toBe(200)
    expect(await shown.json()).toMatchObject({
      connection: { account: 'riverbank', state: 'not-connected' },
      name: 'Riverbank Cafe',
      visits: 1,
    })
  })

  it('answers nobody else, and nothing of the guide', async () => {
    expect((await call(DESK, '/api/desk/me', { headers: { 'Sec-Fetch-Mode': 'cors' } })).status).toBe(401)
    for (const path of ['/', '/start', '/v1/accounts/riverbank', '/connect/log-in/'])
      expect([path, (await call(DESK, path, { headers: await asPerson() })).status]).toEqual([path, 404])
  })

  it('is not there at the guide, whoever asks', async () => {
    for (const path of ['/desk', '/desk/', '/desk/cards.json', '/api/desk', '/api/desk/me'])
      expect([path, (await call(GUIDE, path, { headers: await asPerson() })).status]).toEqual([path, 404])
  })
})
