import { test as base, expect, type Page } from '@playwright/test'
import { reset } from './local-xero.ts'
import { forget, mint, type Order } from './mibilling.ts'

interface Fixtures {
  /** Of this test alone. */
  readonly account: string
  /** Comes by a link of miBilling, for this test's account unless the order names another. */
  readonly visit: (page: Page, order?: Partial<Order>) => Promise<void>
  readonly fresh: undefined
  readonly quiet: undefined
}

/** The accounts of the local miStable, which every run shares. */
const MISTABLE_ACCOUNTS = ['acme-telecom', 'riverbank']
/** What the policy of a page stops, the console alone tells. */
const STOPPED = /Content Security Policy/
/** Chromium's word on an animation between two pages that a quick reader cut short. */
const CUT_SHORT = /ViewTransition|Transition was/

let accounts = 0

/** Every test meets a Xero as at its first start, and no account that another test has touched. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  account: async ({}, use) => use(`journey-${Date.now().toString(36)}-${++accounts}`),

  visit: async ({ account }, use) => {
    const visited = new Set([account])
    await use(async (page, order = {}) => {
      visited.add(order.account ?? account)
      await page.goto(await mint({ account, name: 'Wattle Cycles', ...order }))
    })
    await reset()
    for (const id of visited) await forget(id)
  },

  fresh: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      await reset()
      await use(undefined)
      await reset()
      for (const id of MISTABLE_ACCOUNTS) await forget(id)
    },
    { auto: true },
  ],

  /** No journey may upset the browser: errors of scripts, and anything that the policy of a page stops. */
  quiet: [
    async ({ context }, use) => {
      const troubles: string[] = []
      context.on('weberror', (failure) => troubles.push(String(failure.error())))
      context.on('console', (message) => {
        if (STOPPED.test(message.text())) troubles.push(message.text())
      })
      await use(undefined)
      expect(troubles.filter((words) => !CUT_SHORT.test(words))).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
