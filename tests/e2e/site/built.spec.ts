import { expect, test } from '@playwright/test'
import { weighPage } from '../../../scripts/measure/bench/page-weight.ts'
import { readContent } from '../../../src/guide/content.ts'
import { readRegister } from '../../../src/guide/register.ts'
import { isFilledIn, readFiles, readPages, readRedirects } from './pages.ts'

const pages = readPages()
const files = new Set(readFiles())

const findAll = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map(([whole, part]) => part ?? whole)

test.describe('a built page', () => {
  test('has no script or style inline', () => {
    expect(pages.length).toBeGreaterThan(30)
    const inline = pages.flatMap(({ address, html }) => {
      const scripts = findAll(html, /<script\b[^>]*>[^<]/g).filter((tag) => !tag.includes('type="application/json"'))
      return [...scripts, ...findAll(html, /<style\b|\sstyle=|\son[a-z]+="|javascript:/g)].map((found) => `${address} ${found}`)
    })
    expect(inline).toEqual([])
  })

  test('links to pages and parts of pages that are there', () => {
    const addresses = new Map(pages.map(({ address, html }) => [address, html]))
    const redirects = readRedirects().map(({ from }) => from)
    const broken = pages.flatMap(({ address, html }) =>
      findAll(html, /\s(?:href|src|action)="([^"]*)"/g).filter((link) => {
        // The Worker alone knows whether a step has comments.
        if (/^(https:|mailto:|tel:)|^(\/[a-z-]+)?\/comments\/./.test(link)) return false
        const [path = '', hash] = (link.startsWith('#') ? address + link : link).replace(/\?token=\{\{token\}\}$/, '').split('#')
        const target = addresses.get(path)
        if (hash !== undefined) return target === undefined || !target.includes(`id="${hash}"`)
        if (target !== undefined || files.has(path) || redirects.includes(path)) return false
        return !/^\/start$|^\/api\/(xero\/|connection\/|return(\?|$)|leave$|visit\/switch$|signals$|comments$|handovers(\/|$)|help-connect(\/claim)?$|undo-connection$)|^\{\{(page\.address|support\.url|handover\.page|mailto|url)\}\}$/.test(
          path,
        )
      }),
    )
    expect(broken).toEqual([])
  })

  test('has each heading that was ever released under its anchor', () => {
    const addresses = new Map(pages.map(({ address, html }) => [address, html]))
    const released = readRegister().filter((address) => address.includes('#'))
    expect(released.length).toBeGreaterThan(10)
    const lost = released.filter((address) => {
      const [path = '', anchor] = address.split('#')
      return !addresses.get(path)?.includes(`id="${anchor}"`)
    })
    expect(lost).toEqual([])
  })

  test('leads from every kind of step to each problem that the step lists', () => {
    const listed = new Map(readContent().steps.map(({ id, words }) => [id, words.problems]))
    const unled = pages.flatMap(({ address, html }) => {
      const [, locale = '', step = ''] = /^(\/zh-hans)?\/(?!problems\/|comments\/|print\/)[a-z-]+\/([a-z-]+)\/$/.exec(address) ?? []
      const main = html.slice(html.indexOf('<main'))
      return (listed.get(step) ?? [])
        .filter((code) => !main.includes(`href="${locale}/problems/${code}/"`))
        .map((code) => `${address} to ${code}`)
    })
    expect(unled).toEqual([])
  })

  test('is filled in by the Worker exactly if it has something to fill in', () => {
    const unfilled = pages.filter(({ address, html }) => html.includes('{{') && !isFilledIn(address))
    expect(unfilled.map(({ address }) => address)).toEqual([])
    const idle = pages.filter(({ address, html }) => !html.includes('{{') && isFilledIn(address))
    expect(idle.map(({ address }) => address)).toEqual([])
  })

  test('needs 2 kB of script at most to compare clocks', () => {
    const clocks = pages.filter(({ address }) => address.endsWith('/two-step/clock/'))
    expect(clocks.length).toBeGreaterThan(1)
    for (const { address } of clocks) expect(weighPage(`${address}index.html`.slice(1)).script, address).toBeLessThanOrEqual(2_000)
  })

  test('has one heading of the first level for each of its states, a title, a description and a language', () => {
    for (const { address, html } of pages) {
      expect(html, address).toMatch(/<html lang="[a-z]{2}/)
      expect(html, address).toMatch(/<title>(?:[^<]+ · )?(?:Connect miBilling to Xero|将 miBilling 连接到 Xero)<\/title>/)
      expect(html, address).toMatch(/<meta name="description" content="[^"]{5,}"/)
      expect(findAll(html, /<h1\b/g).length, address).toBeGreaterThanOrEqual(1)
    }
  })
})
