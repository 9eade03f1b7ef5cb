/** A person's browser and miBilling's server, as far as the Worker can tell. */
import { exports } from 'cloudflare:workers'
import type { Connection, Problem } from '../../src/contract/wire.ts'
import { Jar } from './jar.ts'
import { localXero } from './local-xero.ts'

export const ORIGIN = 'http://localhost:8787'
export const SERVICE_KEY = 'public-test-service-key'

export const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  exports.default.fetch(new Request(new URL(path, ORIGIN), { redirect: 'manual', ...init }))

/** miBilling calls. */
export const service = (path: string, init: RequestInit = {}): Promise<Response> =>
  ask(path, { ...init, headers: { Authorization: `Bearer ${SERVICE_KEY}`, ...init.headers } })

export const mint = (order: object): Promise<Response> =>
  service('/v1/sessions', { method: 'POST', body: JSON.stringify(order), headers: { 'Content-Type': 'application/json' } })

export const tokenOf = (account: string): Promise<Response> => service(`/v1/accounts/${account}/access-token`)

export async function connectionOf(account: string): Promise<Connection> {
  return (await service(`/v1/accounts/${account}`)).json()
}

let accounts = 0
/** An id of its own, so that no test meets another's account, nor its rate. */
export const newAccount = (): string => `account-${Date.now().toString(36)}-${++accounts}`

const isForm = ({ body }: RequestInit): boolean => body instanceof URLSearchParams

/** A browser keeps cookies and, as browsers do, names its own origin with every form. Its pages are those of the current session. */
export class Browser {
  readonly jar = new Jar()

  async go(path: string, init: RequestInit = {}): Promise<Response> {
    const cookies = this.jar.header
    const headers = new Headers({ 'Sec-Fetch-Mode': 'navigate', ...(cookies === '' ? {} : { Cookie: cookies }) })
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
    if ((init.method ?? 'GET') !== 'GET' && !isForm(init) && !headers.has('Visit')) headers.set('Visit', await this.jar.mark())
    const response = await ask(path, { ...init, headers })
    this.jar.take(response)
    return response
  }

  /** Submits a form. @param fields with the `visit` of another page, where the form is not of a page that is loaded now */
  async submit(path: string, fields: Record<string, string> = {}, more: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({ visit: await this.jar.mark(), ...fields })
    return this.go(path, { method: 'POST', body, headers: { Origin: ORIGIN, ...more } })
  }

  /** Calls as a script of our pages does. @param visit the mark of another page than one that is loaded now */
  call(method: string, path: string, body?: unknown, visit?: string): Promise<Response> {
    const headers = {
      Origin: ORIGIN,
      'Sec-Fetch-Mode': 'cors',
      'Content-Type': 'application/json',
      ...(visit === undefined ? {} : { Visit: visit }),
    }
    return this.go(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  }

  /** Comes from miStable, and switches to the account where the browser acts for another one. */
  async open(account: string, order: object = {}): Promise<Response> {
    const { url } = (await (await mint({ account, ...order })).json()) as { url: string }
    const answer = await this.go(url)
    if ((await this.jar.sessions()).current?.account === account) return answer
    return this.submit('/start', { token: new URL(url).searchParams.get('token') ?? '' })
  }

  /** Sets off for Xero. @returns the address at Xero */
  async setOff(organisation?: string): Promise<string> {
    return locationOf(await this.submit('/api/xero/authorize', organisation === undefined ? {} : { organisation }))
  }

  /** To Xero and back. @returns where the callback sends the person */
  async travel(person: string, organisations: readonly string[], expected?: string): Promise<string> {
    const back = await localXero.consent(await this.setOff(expected), person, organisations)
    return locationOf(await this.go(back))
  }

  /** To Xero and back, and the press that confirms an account's first organisation, where there is but one. @returns where that leads */
  async connect(person: string, organisations: readonly string[], expected?: string): Promise<string> {
    const page = await this.travel(person, organisations, expected)
    return /\/connect\/organisation\/$/.test(page) ? ((await this.confirmOnly()) ?? page) : page
  }

  /** @returns undefined unless the account has one organisation, which nobody has confirmed yet */
  async confirmOnly(): Promise<string | undefined> {
    const { state, organisations } = (await (await this.call('GET', '/api/connection')).json()) as Connection
    const [only] = organisations
    if (state !== 'choose-organisation' || only === undefined || organisations.length > 1) return undefined
    return locationOf(await this.submit('/api/connection/organisation', { tenantId: only.tenantId }))
  }

  /** Types a company's name where Xero had nothing new to say. @returns where that leads */
  async claim(name: string): Promise<string> {
    return locationOf(await this.submit('/api/xero/claim', { name }))
  }
}

/** Someone who came from miStable for a new account. */
export async function visitor(account = newAccount()): Promise<{ account: string; browser: Browser }> {
  const browser = new Browser()
  await browser.open(account)
  return { account, browser }
}

export const locationOf = (response: Response): string => {
  const location = response.headers.get('Location')
  if (response.status !== 303 || location === null) throw new Error(`expected a 303, got ${response.status}`)
  return location
}

export const problemOf = async (response: Response): Promise<Problem & Record<string, string>> => response.json()
