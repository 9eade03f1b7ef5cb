import { expect, test } from '@playwright/test'
import { findFilledPages, NO_VISIT } from './filled-pages.ts'
import { isServedByWorker, readPages } from './pages.ts'

const NAME = 'AcmeTelecom'
const mainOf = (html: string): string => html.slice(html.indexOf('<main'), html.indexOf('</main>'))
/** Shows or changes a connection. A tap and a comment do neither. */
const CONNECTION_FORM = /\baction="\/api\/(?!signals"|comments"|leave")/
const LEAVE_FORM = /<form[^>]* action="\/api\/leave".*?<\/form>/s
/** Two accounts are in question here, and both are named. */
const BOTH_NAMED = /\/(?:switch|problems\/other-account)\/$/
/** About the account that someone else asked for, whatever visit this browser has. */
const FOR_HELPERS = /\/(?:help-connect|undo-connection)\/$/
const LINE = new RegExp(`<p class="account-line">[^<]*<strong>${NAME}</strong>`)

test.describe('the name of the account', () => {
  const filled = findFilledPages(NAME)
  const visited = filled.filter(({ state }) => !state.startsWith(NO_VISIT))

  test('stands on every page that shows or changes a connection', () => {
    const acting = visited.filter(
      ({ html }) => CONNECTION_FORM.test(mainOf(html)) || /<(?:h1|dd|strong)>[^<]*AcmeTelecom/.test(mainOf(html)),
    )
    expect(new Set(acting.map(({ address }) => address)).size).toBeGreaterThan(20)
    const ofConnections = acting.filter(
      ({ address }) => !address.includes('/comments/') && !BOTH_NAMED.test(address) && !FOR_HELPERS.test(address),
    )
    const unnamed = ofConnections.filter(({ html }) => !LINE.test(mainOf(html)))
    expect(unnamed.map(({ address, state }) => `${address} ${state}`)).toEqual([])
    const ofTwo = acting.filter(({ address }) => BOTH_NAMED.test(address))
    expect(ofTwo.length).toBeGreaterThan(3)
    expect(
      ofTwo.filter(({ html }) => mainOf(html).split(`<dd> ${NAME}`).length < 3 && mainOf(html).split(`<dd>${NAME}`).length < 3),
    ).toEqual([])
  })

  test('stands with a way to leave on every page that the Worker fills in for a visit', () => {
    const without = visited.filter(({ html }) => {
      const form = LEAVE_FORM.exec(html)?.[0] ?? ''
      return !form.includes(`<span>${NAME}</span>`) || !form.includes('name="visit"')
    })
    expect(without.map(({ address, state }) => `${address} ${state}`)).toEqual([])
  })

  test('is nowhere without a visit, and neither is a way to leave', () => {
    const nobody = filled.filter(({ state }) => state.startsWith(NO_VISIT))
    const untrue = nobody.filter(({ html }) => LEAVE_FORM.test(html) || LINE.test(html) || CONNECTION_FORM.test(html))
    expect(untrue.map(({ address }) => address)).toEqual([])
    const files = readPages().filter(
      ({ address, html }) => !isServedByWorker(address) && /\/api\/leave|account-line|data-form-stopped/.test(html),
    )
    expect(files.map(({ address }) => address)).toEqual([])
  })
})

test('no name pushes a page aside at 320 pixels, whatever its length', async ({ page }) => {
  // Many states look alike.
  const filled = [...new Map(findFilledPages('W'.repeat(200)).map((filledPage) => [filledPage.html, filledPage])).values()]
  expect(filled.length).toBeGreaterThan(20)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/connect/log-in/')
  const styles = [
    ...new Set(
      filled.flatMap(({ html }) => [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href ?? '')),
    ),
  ]
  for (const url of styles) await page.addStyleTag({ url })
  const faults: string[] = []
  for (const { address, state, html } of filled) {
    const wide = await page.evaluate((text) => {
      const { body } = new DOMParser().parseFromString(text, 'text/html')
      document.body.replaceChildren(...body.childNodes)
      for (const part of document.querySelectorAll('details')) part.open = true
      const { scrollWidth, clientWidth } = document.documentElement
      // What is fixed to the screen's edge makes no page wider; it is cut off.
      const cut = [...document.querySelectorAll('.bar *')].some((part) => part.getBoundingClientRect().right > clientWidth + 0.5)
      return scrollWidth > clientWidth || cut
    }, html)
    if (wide) faults.push(`${address} ${state}`)
  }
  expect(faults).toEqual([])
})
