import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { matches } from '../../scripts/serve/dev-proxy.ts'
import { readContent, releasedFlows } from '../../src/guide/content.ts'
import { LOCALES } from '../../src/guide/locale.ts'
import { speculationRules } from '../../src/guide/speculation.ts'

interface Rule {
  readonly where: { readonly and: readonly { href_matches?: string[]; not?: { href_matches?: string[] } }[] }
}

const content = readContent()
const steps = releasedFlows(content).flatMap((flow) =>
  Object.keys(flow.steps).map((step) => {
    const words = content.steps.find(({ id }) => id === step)?.words
    return {
      flow: flow.id,
      step,
      isLive: words?.kind === 'connect' || (words !== undefined && 'action' in words && words.action !== undefined),
    }
  }),
)
const { prerender } = speculationRules(steps, LOCALES) as { prerender: readonly Rule[] }
const workerFirst = [
  ...(/^run_worker_first = \[(.*?)^\]/ms.exec(readFileSync('wrangler.toml', 'utf8'))?.[1] ?? '').matchAll(/^ *"(.+)"/gm),
].map(([, pattern]) => pattern ?? '')

function mayPrerender({ where }: Rule, address: string): boolean {
  return where.and.every(
    ({ href_matches: wanted, not }) =>
      (wanted?.some((pattern) => matches(pattern, address)) ?? true) && !not?.href_matches?.includes(address),
  )
}

it('nothing that the Worker answers is made ready before it is asked for', () => {
  const addresses = workerFirst.flatMap((pattern) => [pattern.replace('*', ''), pattern.replace('*', 'x/')])
  expect(addresses.length).toBeGreaterThan(10)
  expect(addresses.filter((address) => prerender.some((rule) => mayPrerender(rule, address)))).toEqual([])
})

it('steps that are the same for everybody are', () => {
  for (const address of ['/connect/xero-connect/', '/zh-hans/two-step/scan-barcode/']) {
    expect(prerender.every((rule) => mayPrerender(rule, address))).toBe(true)
  }
})
