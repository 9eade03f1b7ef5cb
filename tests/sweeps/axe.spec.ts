import { expect, test } from '@playwright/test'
import { findViolations } from '../e2e/site/axe.ts'
import { readPages } from '../e2e/site/pages.ts'

/** The journeys look at one page of each kind and state. This looks at every page, for a reader without a visit. */
const pages = readPages()

test('there are pages to sweep', () => expect(pages.length).toBeGreaterThan(200))

test.describe('axe finds nothing', () => {
  for (const { address } of pages) {
    test(`on ${address}`, async ({ page }) => {
      await page.goto(address === '/404.html' ? '/nowhere/' : address)
      expect(await findViolations(page)).toEqual([])
    })
  }
})
