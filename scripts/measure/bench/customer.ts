import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import * as v from 'valibot'
import { openHeld } from '../../../functions/session/session.ts'
import { createMarks } from '../../../functions/vault/marks.ts'
import { createSeal, SealKeys } from '../../../functions/vault/seal.ts'
import { EXAMPLE_FILE } from '../../serve/settings.ts'

/** The one that `.dev.vars.example` holds the digest of. */
export const SERVICE_HEADERS = { Authorization: 'Bearer public-test-service-key' }

const COMPANY = 'Riverbank Plumbing Pty Ltd'

/** Where PUBLIC_ORIGIN of `.dev.vars.example` is: the Worker need not really be there. */
const PUBLIC_ORIGIN = 'http://localhost:8787'

export interface Place {
  readonly guide: string
  readonly xero: string
}

/** Someone at the local Xero's consent page, who has just allowed access. */
export interface Traveller {
  readonly guide: string
  readonly callback: string
  readonly headers: Readonly<Record<string, string>>
  /** The mark of the session, as its forms carry it. */
  readonly mark: string
}

/** Who logs in to Xero, and which organisations they pick there; with none, they go on with what is connected. */
interface Choice {
  readonly person?: string
  readonly organisations?: readonly string[]
}

/** A customer of an account, from miStable to the last button at Xero. */
export async function setOff(
  { guide, xero }: Place,
  account: string,
  { person = 'olivia', organisations = [COMPANY] }: Choice = {},
): Promise<Traveller> {
  const order = {
    method: 'POST',
    body: JSON.stringify({ account }),
    headers: { ...SERVICE_HEADERS, 'Content-Type': 'application/json' },
  }
  const { url } = (await (await fetch(`${guide}/v1/sessions`, order)).json()) as { url: string }
  const opened = await fetch(here(guide, url), { redirect: 'manual' })
  const Cookie =
    opened.headers
      .getSetCookie()
      .find((line) => line.startsWith('session='))
      ?.split(';')[0] ?? ''
  const headers = { Cookie, Origin: PUBLIC_ORIGIN, 'Sec-Fetch-Mode': 'navigate' }
  const mark = await markIn(Cookie)
  const form = { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams({ visit: mark }) } as const
  const authorizeUrl = locationOf(await fetch(`${guide}/api/xero/authorize`, form))
  const scene = { authorizeUrl, person, organisations }
  const allowed = await fetch(`${xero}/control/consent`, { method: 'POST', body: JSON.stringify(scene) })
  const { location } = (await allowed.json()) as { location: string }
  return { guide, callback: here(guide, location), headers, mark }
}

/** What the form of a page would carry: the bench serves no pages. */
async function markIn(cookie: string): Promise<string> {
  const { SESSION_KEYS } = parseEnv(readFileSync(EXAMPLE_FILE, 'utf8'))
  const keys = v.parse(SealKeys, SESSION_KEYS)
  const held = await openHeld(createSeal(keys, 'SESSION_KEYS'), cookie.replace('session=', ''))
  return createMarks(keys).of('session', held?.current?.id ?? '')
}

/**
 * Comes back, types the company's name where Xero had nothing new to say, and confirms it.
 *
 * @throws when the guide sends the customer to another problem page
 */
export async function comeBack(traveller: Traveller): Promise<void> {
  const back = await arrive(traveller)
  const page = back.startsWith('/problems/no-organisation/') ? await submit(traveller, '/api/xero/claim', { name: COMPANY }) : back
  const end = page === '/connect/organisation/' ? await confirm(traveller) : page
  if (end !== '/connect/connected/') throw new Error(`the customer was sent to ${end}`)
}

/** @returns the page that the guide sends the customer to */
export const arrive = async ({ callback, headers }: Traveller): Promise<string> =>
  locationOf(await fetch(callback, { redirect: 'manual', headers }))

/** The press that makes the first organisation the one in use. */
export async function confirm(traveller: Traveller): Promise<string> {
  const asked = await fetch(`${traveller.guide}/api/connection`, { headers: traveller.headers })
  const { organisations } = (await asked.json()) as { organisations: { tenantId: string }[] }
  return submit(traveller, '/api/connection/organisation', { tenantId: organisations[0]?.tenantId ?? '' })
}

const submit = async ({ guide, headers, mark }: Traveller, path: string, fields: Record<string, string>): Promise<string> =>
  locationOf(
    await fetch(guide + path, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ visit: mark, ...fields }),
    }),
  )

const here = (guide: string, address: string): string => {
  const { pathname, search } = new URL(address)
  return guide + pathname + search
}

const locationOf = (response: Response): string => {
  const location = response.headers.get('Location')
  if (response.status !== 303 || location === null) throw new Error(`expected a 303, got ${response.status}`)
  return location
}
