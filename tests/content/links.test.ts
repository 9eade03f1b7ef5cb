import { describe, expect, it } from 'vitest'
import { problemAddress, stepAddress } from '../../src/guide/locale.ts'
import { findRedirects } from '../../src/guide/redirects.ts'
import { parsedFlows, parsedProblems, parsedSteps } from './read.ts'

const addresses = new Set([
  '/',
  '/problems/',
  ...parsedProblems().map(({ id }) => problemAddress('en', id)),
  ...parsedFlows().flatMap(({ id, steps }) => [`/print/${id}/`, ...Object.keys(steps).map((step) => stepAddress('en', id, step))]),
])
const pages = [...parsedSteps(), ...parsedProblems()]

describe('links inside the guide', () => {
  it.each(pages)('all lead somewhere from $id', ({ body, words }) => {
    const linked = [...body.matchAll(/\]\((\/[^)#?]*)/g)].map(([, address]) => address)
    const again = 'again' in words && words.again !== undefined ? [words.again] : []
    expect([...linked, ...again].filter((address) => address === undefined || !addresses.has(address))).toEqual([])
  })

  it('leads from a flow to its first step', () => {
    expect(findRedirects()['/connect/']).toEqual({ status: 302, destination: '/connect/dashboard/' })
  })

  it('redirects to pages, never from one', () => {
    for (const [from, { destination }] of Object.entries(findRedirects())) {
      expect(addresses.has(from)).toBe(false)
      expect(addresses.has(destination)).toBe(true)
    }
  })
})
