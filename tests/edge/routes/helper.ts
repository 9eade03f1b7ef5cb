/** A hand-over: who asks, and the helper's browser, which sees the pages as the tests' own templates. */
import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../../functions/app.ts'
import type { HandoverLink, Handovers } from '../../../src/contract/wire.ts'
import { Jar } from '../jar.ts'
import { localXero } from '../local-xero.ts'
import { locationOf, ORIGIN, service } from '../people.ts'

const JSON_HEADERS = { 'Content-Type': 'application/json' }

export const order = (account: string, fields: object = {}): Promise<Response> =>
  service(`/v1/accounts/${account}/handovers`, { method: 'POST', body: JSON.stringify(fields), headers: JSON_HEADERS })

export async function handOver(account: string, fields: object = {}): Promise<HandoverLink> {
  const answer = await order(account, { name: 'Wattle Cycles', user: 'Wanda Wattle', ...fields })
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

export async function handoversOf(account: string): Promise<Handovers['handovers']> {
  return ((await (await service(`/v1/accounts/${account}/handovers`)).json()) as Handovers).handovers
}

export async function typesOf(account: string): Promise<string[]> {
  const answer = await service(`/v1/accounts/${account}/events`)
  return ((await answer.json()) as { events: { type: string }[] }).events.map(({ type }) => type)
}

const HELPER_PAGE = `{{#helper}}{{account}}|{{askedBy}}|{{why}}|{{expected}}|{{#open}}open {{/open}}{{#own}}own {{/own}}{{#gone}}gone {{/gone}}{{#revoked}}revoked {{/revoked}}{{#expired}}expired {{/expired}}{{#done}}done {{/done}}{{#mine}}mine {{names}} {{/mine}}{{#undone}}undone {{/undone}}{{#problem}}{{#wrongOrganisation}}wrong {{/wrongOrganisation}}{{#cancelled}}cancelled {{/cancelled}}{{#noOrganisation}}none {{/noOrganisation}}{{/problem}}{{#claim}}{{#open}}claim {{/open}}{{/claim}}{{#undo}}<a href="{{{url}}}">undo {{names}}</a>{{/undo}}{{/helper}}`
const UNDO_PAGE = `{{#undo}}{{account}}|{{names}}|{{#open}}open {{/open}}{{#undone}}undone {{/undone}}{{#untold}}untold {{/untold}}{{#gone}}gone {{/gone}}{{/undo}}`
const ASKER_PAGE = `{{#handover}}{{#expected}}expects {{name}} {{/expected}}{{#canMail}}mail {{/canMail}}{{#made}}[{{{message}}}]{{#mailed}} mailed{{/mailed}}{{/made}}{{#leaving}}{{person}} {{#onlyOne}}alone{{/onlyOne}}{{#hasLeft}}left{{/hasLeft}} {{/leaving}}{{#confirm}}confirm {{/confirm}}{{#list}}({{#live}}live{{/live}}{{#connected}}connected {{helper}} {{names}}{{/connected}}{{#revoked}}revoked{{/revoked}}){{/list}}{{/handover}}`

const templateOf = (path: string): string =>
  path.includes('/help-connect/') ? HELPER_PAGE : path.includes('/undo-connection/') ? UNDO_PAGE : ASKER_PAGE

const ASSETS = {
  fetch: async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname.endsWith('.txt')) return env.ASSETS.fetch(request)
    return new Response(templateOf(pathname), { headers: { 'Content-Type': 'text/html' } })
  },
}

/** Any browser, with pages to look at. */
export class Helper {
  readonly jar = new Jar()
  readonly #changes: object

  constructor(changes: object = {}) {
    this.#changes = changes
  }

  async go(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ 'Sec-Fetch-Mode': 'navigate', Cookie: this.jar.header })
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
    const address = path.startsWith('http') ? path : ORIGIN + path
    const answer = await app.request(
      address,
      { ...init, headers },
      { ...env, ASSETS, ...this.#changes } as unknown as Env,
      createExecutionContext(),
    )
    this.jar.take(answer)
    return answer
  }

  async look(path: string): Promise<string> {
    return (await this.go(path)).text()
  }

  submit(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.go(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Origin: ORIGIN, ...headers } })
  }

  /** Presses the button of the link's page. @returns where that leads */
  async press(url: string): Promise<string> {
    return locationOf(await this.submit('/api/help-connect', { token: tokenIn(url) }))
  }

  /** Presses, goes to Xero and comes back. @returns where the callback leads */
  async connect(url: string, person: string, organisations: readonly string[], cancel = false): Promise<string> {
    const back = await localXero.consent(await this.press(url), person, organisations, cancel)
    return locationOf(await this.go(back))
  }

  /** @returns the link that undoes what this browser has allowed */
  async undoLink(url: string): Promise<string> {
    return /href="([^"]+)"/.exec(await this.look(url))?.[1] ?? ''
  }

  async undo(link: string): Promise<string> {
    return locationOf(await this.submit('/api/undo-connection', { token: tokenIn(link) }))
  }
}

export const tokenIn = (url: string): string => new URL(url, ORIGIN).searchParams.get('token') ?? ''
