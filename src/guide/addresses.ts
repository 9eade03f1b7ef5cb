/** Every address of the guide, worked out from its content and the files of `src/pages`, without building it. */

import { readdirSync } from 'node:fs'
import { lookUp } from '../contract/look-up.ts'
import { findAnchors } from './anchors.ts'
import { type Content, releasedFlows } from './content.ts'
import { FIRST_LOCALE, LOCALES, pageAddress, problemAddress, stepAddress } from './locale.ts'

export interface Redirect {
  readonly status: 301 | 302
  readonly destination: string
}

/** What a file of `src/pages` may have in brackets, and what it stands for. */
type Place = Readonly<Record<'locale' | 'flow' | 'step' | 'code', string | undefined>>

/**
 * Pages and documents, each language's own.
 *
 * @throws when a page has a parameter that nothing here knows
 */
export function findPages(content: Content, pages = 'src/pages'): readonly string[] {
  const files = readdirSync(pages, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(astro|ts)$/.test(name))
  const addresses = files.flatMap((name) => {
    const file = name.replaceAll('\\', '/')
    const shape = file.endsWith('.astro')
      ? `/${file.replace(/(^|\/)index\.astro$|\.astro$/, '/')}`
      : `/${file.replace(/\.ts$/, '')}`
    return findPlaces(content, file).map((place) => fill(shape, place))
  })
  return [...new Set(addresses)].filter((address) => address !== '/404/').sort()
}

function findPlaces(content: Content, file: string): readonly Place[] {
  const has = (parameter: string): boolean => file.includes(`[${parameter}]`)
  const locales = has('...locale') ? LOCALES : [FIRST_LOCALE]
  const flows = has('flow') ? releasedFlows(content) : [undefined]
  return locales.flatMap((locale) =>
    flows.flatMap((flow) =>
      (has('step') ? Object.keys(flow?.steps ?? {}) : [undefined]).flatMap((step) =>
        (has('code') ? content.problems.map(({ id }) => id) : [undefined]).map((code) => ({ locale, flow: flow?.id, step, code })),
      ),
    ),
  )
}

function fill(shape: string, { locale, flow, step, code }: Place): string {
  const filled = shape
    .replace('[...locale]', locale === FIRST_LOCALE ? '' : (locale ?? ''))
    .replace('[flow]', flow ?? '[flow]')
    .replace('[step]', step ?? '[step]')
    .replace('[code]', code ?? '[code]')
    .replace(/\/{2,}/g, '/')
  if (filled.includes('[')) throw new Error(`src/pages has a parameter that src/guide/addresses.ts does not know: ${filled}`)
  return filled
}

/** Headings inside pages: `/connect/company/#a-name-is-grey`. */
export const findPlacesInPages = (content: Content): readonly string[] =>
  LOCALES.flatMap((locale) => {
    const own = content.translations.find((translation) => translation.locale === locale)
    const bodyOf = (kind: 'steps' | 'problems', id: string): string =>
      (own?.[kind].find((page) => page.id === id) ?? content[kind].find((page) => page.id === id))?.file.body ?? ''
    return [
      ...releasedFlows(content).flatMap((flow) =>
        Object.keys(flow.steps).flatMap((step) =>
          findAnchors(bodyOf('steps', step)).map((anchor) => `${stepAddress(locale, flow.id, step)}#${anchor}`),
        ),
      ),
      ...content.problems.flatMap(({ id }) =>
        findAnchors(bodyOf('problems', id)).map((anchor) => `${problemAddress(locale, id)}#${anchor}`),
      ),
    ]
  })

/**
 * Addresses that lead elsewhere, in every language: a flow's own address to its first step (302: the first step may change), and
 * every id that a step or a problem page had before to what it is now (301: for ever).
 */
export function findRedirects(content: Content): Readonly<Record<string, Redirect>> {
  const aliases = new Map(content.steps.map(({ id, words }) => [id, words.aliases]))
  const redirects: Record<string, Redirect> = {}
  /** A page moves with its Markdown. */
  const move = (from: string, to: string): void => {
    for (const file of ['', 'index.md']) redirects[from + file] = { status: 301, destination: to + file }
  }
  for (const locale of LOCALES) {
    for (const { id, start, steps } of releasedFlows(content)) {
      redirects[pageAddress(locale, `${id}/`)] = { status: 302, destination: stepAddress(locale, id, start) }
      for (const step of Object.keys(steps)) {
        for (const alias of aliases.get(step) ?? []) move(stepAddress(locale, id, alias), stepAddress(locale, id, step))
      }
    }
    for (const { id, words } of content.problems) {
      for (const alias of words.aliases) move(problemAddress(locale, alias), problemAddress(locale, id))
    }
  }
  return redirects
}

/** @returns whether a released address, with or without `#…`, still leads to something */
export function createResolver(content: Content, pages = findPages(content)): (address: string) => boolean {
  const known = new Set([...pages, ...findPlacesInPages(content)])
  const redirects = findRedirects(content)
  return (address) => {
    const [page = '', place] = address.split('#')
    const end = lookUp(redirects, page)?.destination ?? page
    return known.has(place === undefined ? end : `${end}#${place}`)
  }
}
