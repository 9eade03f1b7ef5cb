import { describe, expect, it } from 'vitest'
import { createResolver, findPages, findRedirects } from '../../src/guide/addresses.ts'
import { findAnchors } from '../../src/guide/anchors.ts'
import { readContent, releasedFlows } from '../../src/guide/content.ts'
import { LOCALES } from '../../src/guide/locale.ts'
import { readRegister } from '../../src/guide/register.ts'
import { createSandbox, readMiddleStep } from './sandbox.ts'

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
    const former = readMiddleStep(sandbox, 'connect')
    const words = sandbox.read(`steps/en/${former}.md`)
    sandbox.write('steps/en/firm.md', words)
    sandbox.change('flows/connect.yaml', `\n  ${former}:\n`, '\n  firm:\n')
    const resolves = createResolver(readContent(sandbox.root))
    const lost = [...new Set([...released, ...findPages(content)])].filter((address) => !resolves(address))
    expect(lost).toEqual(expect.arrayContaining([`/connect/${former}/`, `/zh-hans/connect/${former}/`]))

    sandbox.write(
      'steps/en/firm.md',
      words.replace(/(aliases: \[[^\]]*\]\n)?kind:/, `aliases: [${[...aliasesOf(words), former].join(', ')}]\nkind:`),
    )
    const kept = createResolver(readContent(sandbox.root))
    expect(lost.filter((address) => !address.includes('#') && !kept(address))).toEqual([])
  })
})

const aliasesOf = (words: string): string[] => /aliases: \[([^\]]*)\]/.exec(words)?.[1]?.split(', ') ?? []

describe('redirects', () => {
  const redirects = findRedirects(content)
  const pages = findPages(content)

  it('lead from each flow to its first step, in each language', () => {
    for (const { id, start } of releasedFlows(content)) {
      expect(redirects[`/${id}/`]).toEqual({ status: 302, destination: `/${id}/${start}/` })
      expect(redirects[`/zh-hans/${id}/`]).toEqual({ status: 302, destination: `/zh-hans/${id}/${start}/` })
    }
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
