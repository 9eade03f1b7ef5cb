import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isForWorker } from '../../scripts/serve/dev-proxy.ts'
import { findPages } from '../../src/guide/addresses.ts'
import { readContent, releasedFlows } from '../../src/guide/content.ts'
import { LOCALES, pageAddress, problemAddress, stepAddress } from '../../src/guide/locale.ts'

const content = readContent()
const patterns = [
  ...(/^run_worker_first = \[(.*?)^\]/ms.exec(readFileSync('wrangler.toml', 'utf8'))?.[1] ?? '').matchAll(/^ *"(.+)"/gm),
].map(([, pattern]) => pattern ?? '')
const isServed = (address: string): boolean => isForWorker(patterns, address)

/** Steps whose page shows the reader's own data or carries a form of theirs. */
const live = content.steps.filter(({ words }) => words.kind === 'connect' || ('action' in words && words.action !== undefined))
const liveIds = live.map(({ id }) => id)
const steps = LOCALES.flatMap((locale) =>
  releasedFlows(content).flatMap((flow) =>
    Object.keys(flow.steps).map((step) => ({ step, address: stepAddress(locale, flow.id, step) })),
  ),
)

describe('the pages that the Worker serves', () => {
  it('has the start page and every problem page of each language among them', () => {
    const addresses = LOCALES.flatMap((locale) => [
      pageAddress(locale, ''),
      ...content.problems.map(({ id }) => problemAddress(locale, id)),
    ])
    expect(addresses.filter((address) => !isServed(address))).toEqual([])
  })

  it('has every step with a live action among them', () => {
    expect(liveIds.length).toBeGreaterThan(2)
    expect(steps.filter(({ step, address }) => liveIds.includes(step) && !isServed(address))).toEqual([])
  })

  it('has no step among them that is the same for everybody', () => {
    expect(steps.filter(({ step, address }) => !liveIds.includes(step) && isServed(address))).toEqual([])
  })

  it('has the calls of miBilling among them, and not the files that describe them', () => {
    expect(['/v1/sessions', '/v1/accounts/riverbank', '/v1/openapi.jsonx'].filter((address) => !isServed(address))).toEqual([])
    expect(['/v1/openapi.json', '/v1/reference', '/v1/reference/'].filter(isServed)).toEqual([])
  })

  it('has no pattern of a page that is not there, unless its flow is still being written', () => {
    const known = new Set(findPages(content))
    const waiting = content.flows.filter(({ words }) => words.status === 'being-written').map(({ id }) => `/${id}/`)
    const ofPages = patterns.filter(
      (pattern) => !waiting.some((flow) => pattern.includes(flow)) && /^\/([a-z-]+\/){2,3}$/.test(pattern),
    )
    expect(ofPages.filter((pattern) => !known.has(pattern))).toEqual([])
  })
})
