/// <reference path="../campaigns/provided.d.ts" />
import type { TestProject } from 'vitest/node'

/** `npm run campaign` asks for every case, or every tenth, say; `npm test` for as much as takes two minutes. */
export default function setup(project: TestProject): void {
  const isWhole = process.env['CAMPAIGN'] === 'whole'
  const every = Number(process.env['CAMPAIGN_EVERY'] ?? 1)
  project.provide('days', Number(process.env['CAMPAIGN_DAYS'] ?? (isWhole ? 90 : 5)))
  project.provide('strides', isWhole ? { crash: every, fault: every, kv: every } : { crash: 37, fault: 12, kv: 3 })
  project.provide('seed', Number(process.env['CAMPAIGN_SEED'] ?? 20_261_127))
}
