import { defineConfig } from '@playwright/test'
import journeys from './playwright.config.ts'

/** `npm run sweep:axe`: what is too long for every run of the tests, on the site as it is built. In parts by `-- --shard=1/6`. */
export default defineConfig({ ...journeys, testDir: 'tests/sweeps', fullyParallel: true, reporter: 'dot' })
