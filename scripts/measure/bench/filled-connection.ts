import { startXero } from '../../../tests/fakes/xero/server.ts'
import { startBuiltSite } from './built-site.ts'
import { arrive, confirm, type Place, SERVICE_HEADERS, setOff, type Traveller } from './customer.ts'
import type { Length } from './figure.ts'
import { disconnectAtXero } from './local-xero.ts'

export interface FilledPage {
  readonly state: string
  readonly html: string
}

const PERSON = 'theo'
const ORGANISATIONS = ['Acme Telecom Pty Ltd', 'Acme Holdings Pty Ltd', 'Acme Telecom NZ Limited']
const ACCOUNT = 'bench-connection'
/** The guide's own address, as the forms of its pages name it. */
const PUBLIC_ORIGIN = 'http://localhost:8787'

/** The page "Your connection" as its readers get it: the template holds the words of every state at once, and the Worker sends those of one. */
export async function readConnectionPages(length: Length): Promise<readonly FilledPage[]> {
  const xero = await startXero()
  const site = await startBuiltSite(length, { ...xero.settings, PUBLIC_ORIGIN })
  try {
    const place = { guide: site.origin, xero: xero.origin }
    const visitor = await setOff(place, ACCOUNT, { person: PERSON, organisations: ORGANISATIONS.slice(0, 1) })
    const pages = [await readPage('not connected', visitor)]
    await arrive(visitor)
    pages.push(await readPage('choose', visitor))
    await confirm(visitor)
    pages.push(await readPage('just connected', visitor))
    for (const organisation of ORGANISATIONS.slice(1))
      await arrive(await setOff(place, ACCOUNT, { person: PERSON, organisations: [organisation] }))
    await call(place, 'POST', '/handovers', { why: 'You do our books' })
    await call(place, 'POST', '/check')
    pages.push(await readPage('three organisations', visitor))
    await disconnectAtXero(xero.origin, PERSON, ORGANISATIONS[0] ?? '')
    await call(place, 'POST', '/check')
    pages.push(await readPage('reconnect', visitor))
    return pages
  } finally {
    await site.close()
    await xero.close()
  }
}

async function readPage(state: string, { guide, headers }: Traveller): Promise<FilledPage> {
  const answer = await fetch(`${guide}/connection/`, { headers })
  if (answer.status !== 200) throw new Error(`/connection/ answered ${answer.status}`)
  return { state, html: await answer.text() }
}

async function call({ guide }: Place, method: string, path: string, body: object = {}): Promise<void> {
  const headers = { ...SERVICE_HEADERS, 'Content-Type': 'application/json' }
  const answer = await fetch(`${guide}/v1/accounts/${ACCOUNT}${path}`, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
}
