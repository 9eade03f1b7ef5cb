import { describe, expect, it } from 'vitest'
import { createResolver, findPages, findRedirects } from '../../src/guide/addresses.ts'
import { findAnchors } from '../../src/guide/anchors.ts'
import { readContent } from '../../src/guide/content.ts'
import { LOCALES } from '../../src/guide/locale.ts'
import { readRegister } from '../../src/guide/register.ts'
import { createSandbox } from './sandbox.ts'

const content = readContent()

describe('every address that was ever released', () => {
  const released = readRegister()

  it('still leads to something', () => {
    expect(released.length).toBeGreaterThan(60)
    const resolves = createResolver(content)
    expect(released.filter((address) => !resolves(address))).toEqual([])
  })

  it('is of every language', () => {
    expect(LOCALES.filter((locale) => locale !== 'en' && !released.some((address) => address.startsWith(`/${locale}/`)))).toEqual(
      [],
    )
  })

  it('stops leading somewhere when a step is renamed without its former id', () => {
    const sandbox = createSandbox()
    const words = sandbox.read('steps/en/company.md')
    sandbox.write('steps/en/firm.md', words)
    sandbox.change('flows/connect.yaml', '\n  company:\n', '\n  firm:\n')
    const resolves = createResolver(readContent(sandbox.root))
    const lost = released.filter((address) => !resolves(address))
    expect(lost).toEqual(expect.arrayContaining(['/connect/company/', '/zh-hans/connect/company/']))

    sandbox.write('steps/en/firm.md', words.replace('kind:', 'aliases: [company]\nkind:'))
    const kept = createResolver(readContent(sandbox.root))
    expect(lost.filter((address) => !address.includes('#') && !kept(address))).toEqual([])
  })
})

describe('redirects', () => {
  const redirects = findRedirects(content)
  const pages = findPages(content)

  it('lead from each flow to its first step, in each language', () => {
    expect(redirects['/connect/']).toEqual({ status: 302, destination: '/connect/dashboard/' })
    expect(redirects['/zh-hans/connect/']).toEqual({ status: 302, destination: '/zh-hans/connect/dashboard/' })
  })

  it('lead to pages, never from one', () => {
    const taken = Object.entries(redirects).filter(
      ([from, { destination }]) => pages.includes(from) || !pages.includes(destination),
    )
    expect(taken).toEqual([])
  })
})

describe('anchors', () => {
  it.each([
    ['## Lost your phone?', ['lost-your-phone']],
    ['### Pairs & **bold** [links](/x/)', ['pairs--bold-links']],
    ['## 手机丢了 {#lost-phone}', ['lost-phone']],
    ['# Title\n\n```sh\n## no heading\n```\n## One\n## Two', ['one', 'two']],
  ])('of %j', (body, anchors) => {
    expect(findAnchors(body)).toEqual(anchors)
  })
})
