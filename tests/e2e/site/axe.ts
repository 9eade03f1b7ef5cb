import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Colours do not depend on the size: two views show each theme and each size. */
const VIEWS = [
  { size: { width: 1280, height: 800 }, colorScheme: 'light' },
  { size: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const

/** @returns what axe finds on the page as it stands, with all that is folded away unfolded */
export async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true
  })
  const violations: string[] = []
  for (const { size, colorScheme } of VIEWS) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Our pages have no frames: the plain mode needs no page of its own for the results.
    const found = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze()
    const nodes = found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
    violations.push(...nodes.map((node) => `${page.url()} ${size.width} ${colorScheme} ${node}`))
  }
  return violations
}
