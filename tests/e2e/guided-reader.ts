import { expect, type Locator, type Page } from '@playwright/test'
import { GUIDE, XERO } from './places.ts'

/** What a drawing of Xero or of a mailbox says, without the examples in its fields. */
const DRAWN = '.drawn-heading, .drawn-label, .drawn-button, .drawn-link, .drawn-tick, .drawn-option, .drawn-mail strong'

/** Drawings in the Chinese guide have it beside the English. */
const CHINESE = /（.*?）/

interface Windows {
  readonly guide: Page
  readonly xero: Page
  /** Drawings show Xero as it is today, and are compared with that alone. */
  readonly wording?: 'today' | 'article'
}

interface Press {
  readonly among?: Locator
  /** Otherwise the guide only draws it. */
  readonly isNamed?: boolean
}

/**
 * A person with two windows: the guide says what to do, and they do it in Xero. Whatever they press there, the page of the guide must
 * name; whatever its drawing shows, they must have seen in Xero, in that order, by the time they go on.
 */
export class GuidedReader {
  readonly guide: Page
  readonly xero: Page
  readonly #comparesDrawings: boolean
  #seen = ''

  constructor({ guide, xero, wording = 'today' }: Windows) {
    this.guide = guide
    this.xero = xero
    this.#comparesDrawings = wording === 'today'
  }

  async open(path: string): Promise<void> {
    await this.guide.goto(`${GUIDE}${path}`)
  }

  /** The guide's page has this title; what Xero shows from now on counts for it. */
  async read(title: string): Promise<void> {
    await expect(this.guide.getByRole('heading', { level: 1, name: title })).toBeVisible()
    this.#seen = ''
    await this.look()
  }

  /** What the person sees in Xero now, or in another page beside it. */
  async look(page: Page = this.xero): Promise<void> {
    if (!page.url().startsWith(XERO)) return
    await page.waitForLoadState()
    this.#seen += (await page.locator('main').allInnerTexts()).join('\n')
  }

  async press(label: string, { among = this.xero.locator('main'), isNamed = true }: Press = {}): Promise<void> {
    if (isNamed) await this.expectNamed(label)
    await among
      .locator('button, a, summary')
      .filter({ hasText: whole(label) })
      .click()
    await this.look()
  }

  async expectNamed(label: string): Promise<void> {
    const named = this.guide.locator('main strong').filter({ hasText: whole(label) })
    await expect(named.first(), `the guide names “${label}”`).toBeVisible()
  }

  /** Goes on in the guide, by an answer or by what the button says. */
  async goOn(answer: string): Promise<void> {
    await this.look()
    if (this.#comparesDrawings) await this.#compare()
    await this.guide.locator('.choices a, .bar-action a').filter({ hasText: answer }).first().click()
  }

  async #compare(): Promise<void> {
    for (const screen of await this.guide.locator('main .screen.browser').all()) {
      let from = 0
      for (const drawn of await screen.locator(DRAWN).allInnerTexts()) {
        const words = drawn.split('\n')[0]?.replace(CHINESE, '').trim() ?? ''
        const at = this.#seen.toLowerCase().indexOf(words.toLowerCase(), from)
        expect(at, `${this.guide.url()} draws “${words}”; seen in Xero: ${this.#seen}`).not.toBe(-1)
        from = at + words.length
      }
    }
  }
}

const whole = (words: string): RegExp => new RegExp(`^\\s*${words.replaceAll(/[.*+?^$()|[\]{}\\]/g, '\\$&')}\\s*$`, 'i')
