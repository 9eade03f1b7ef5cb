/// <reference path="./tests/edge/provided.d.ts" />
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { awaitPoints } from './tests/campaigns-setup/await-points.ts'

// wrangler.toml names this folder: it must be there, and the edge tests need no built pages.
mkdirSync('dist/client', { recursive: true })

const exampleSettings = parseEnv(readFileSync('.dev.vars.example', 'utf8'))
/** A key that is about to be retired stands behind the newest. */
const tokenKeys = JSON.parse(exampleSettings['TOKEN_KEYS'] ?? '{}') as { keys: object[] }
const retiring = { kty: 'oct', kid: 'public-test-token-key-0', k: Buffer.alloc(32, 'public-test').toString('base64url') }
const TOKEN_KEYS = JSON.stringify({ keys: [...tokenKeys.keys, retiring] })

/** Keys that may do one thing each: `public-test-read-key` and so on. */
const lesserKeys = ['read', 'token', 'act'].map((scope) => {
  const digest = createHash('sha256').update(`public-test-${scope}-key`).digest('hex')
  return `${digest}:${scope}`
})

/** The Worker in workerd, and the local Xero that runs beside it. @param main in place of wrangler.toml's */
const worker = (main?: string) =>
  cloudflareTest(async ({ inject }) => {
    const origins = {
      XERO_LOGIN_ORIGIN: inject('xeroOrigin'),
      XERO_CONSENT_ORIGIN: inject('xeroConsentOrigin'),
      XERO_IDENTITY_ORIGIN: inject('xeroIdentityOrigin'),
      XERO_API_ORIGIN: inject('xeroApiOrigin'),
    }
    const bindings = {
      ...exampleSettings,
      SERVICE_KEY_DIGESTS: `${exampleSettings['SERVICE_KEY_DIGESTS']},${lesserKeys.join(',')}`,
      ...origins,
      ACCESS_ISSUER: inject('accessOrigin'),
      TOKEN_KEYS,
      WEBHOOK_URL: `${inject('mistableOrigin')}/webhooks`,
      MIGRATIONS: await readD1Migrations('functions/feedback/migrations'),
      DESK_MIGRATIONS: await readD1Migrations('functions/desk/migrations'),
    }
    const entry = main === undefined ? {} : { main }
    return { ...entry, wrangler: { configPath: './wrangler.toml' }, miniflare: { bindings } }
  })

export default defineConfig({
  test: {
    // What the Worker logs is shown for a failed test alone.
    silent: 'passed-only',
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      { test: { name: 'content', include: ['tests/content/**/*.test.ts'] } },
      {
        plugins: [worker('./functions/staging-worker.ts')],
        test: {
          name: 'edge',
          include: ['tests/edge/**/*.test.ts'],
          globalSetup: ['tests/edge-setup/global-setup.ts'],
          setupFiles: ['tests/edge/fresh-start.ts'],
          testTimeout: 20_000,
          fileParallelism: false,
        },
      },
      {
        plugins: [awaitPoints(import.meta.dirname), worker('./tests/campaigns/worker.ts')],
        test: {
          // Kills, faults, and days that pass: tests/campaigns, described in docs/campaigns.md.
          name: 'campaigns',
          include: ['tests/campaigns/**/*.test.ts'],
          globalSetup: ['tests/edge-setup/global-setup.ts', 'tests/campaigns-setup/global-setup.ts'],
          testTimeout: 1_800_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          // The commands on the built site: `npm run e2e` builds first.
          name: 'commands',
          include: ['tests/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
    ],
  },
})
