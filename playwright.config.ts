import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/project/browser.ts'
import { GUIDE } from './tests/e2e/places.ts'

const executablePath = findBrowser()
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export default defineConfig({
  testMatch: '**/*.spec.ts',
  projects: [
    { name: 'journeys', testDir: 'tests/e2e' },
    // `npm run sweep:axe`: too long for every run of the tests. In parts by `-- --shard=1/6`.
    { name: 'sweep', testDir: 'tests/sweeps', fullyParallel: true },
  ],
  globalSetup: './tests/e2e/global-setup.ts',
  // A journey leaves a core idle half the time. Files are the unit: tests of one file follow each other.
  workers: Math.min(2, availableParallelism()),
  // A journey is a few seconds; a busy machine may take several times as long.
  timeout: 60_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  use: {
    baseURL: GUIDE,
    screenshot: 'only-on-failure',
    launchOptions: { args: ['--no-sandbox', ...QUIET], ...(executablePath === undefined ? {} : { executablePath }) },
  },
})
