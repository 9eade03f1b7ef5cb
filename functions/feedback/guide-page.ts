/** Which page of the guide a signal or comment is about. */

import { FIRST_LOCALE } from '../../src/contract/languages.ts'
export interface GuidePage {
  /** As a browser asks for it, such as `/zh-hans/connect/log-in/`. */
  readonly address: string
  /** The address without its language, such as `/connect/log-in/`. */
  readonly page: string
  readonly locale: string
}

const ADDRESS = /^(?:\/([a-z]{2,3}(?:-[a-z0-9]+)*))?(\/[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*\/)$/
const LONGEST_ADDRESS = 200

/** @returns undefined for anything that can't be the address of a step or a problem */
export function parseGuidePage(address: string): GuidePage | undefined {
  const [, locale = FIRST_LOCALE, page] = (address.length <= LONGEST_ADDRESS && ADDRESS.exec(address)) || []
  return page === undefined ? undefined : { address, page, locale }
}

/** @returns the built page; undefined where there is none, and for a redirect, such as from a former address */
export async function readBuiltPage(assets: Fetcher, origin: string, address: string): Promise<string | undefined> {
  const answer = await assets.fetch(new Request(origin + address, { redirect: 'manual', headers: { Accept: 'text/html' } }))
  const isPage = answer.status === 200 && answer.headers.get('Content-Type')?.startsWith('text/html') === true
  return isPage ? answer.text() : undefined
}
