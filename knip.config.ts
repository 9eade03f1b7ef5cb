import type { KnipConfig } from 'knip'

export default {
  entry: [
    // `exec node …` in package.json, which knip does not read.
    'scripts/serve/{start,dev,worker}.ts',
    // Loaded by a path that is made as it runs.
    'scripts/measure/bench/cpu-report.ts',
    'tests/campaigns/worker.ts',
    'functions/staging-worker.ts',
    'functions/desk-worker.ts',
    // Run by hand: the local Xero and miStable by themselves.
    'tests/fakes/*/main.ts',
    // A package of its own, which uses this one's node_modules.
    'client/{client.ts,build.mjs}',
    // In place of a package: `alias` in wrangler.toml.
    'functions/xero/sha256-for-pkce.ts',
  ],
  // `astro check` asks for it by itself.
  ignoreDependencies: ['@astrojs/check'],
  // Generated: it names every part of a document, used or not.
  ignoreIssues: { 'client/v1.ts': ['types'] },
} satisfies KnipConfig
