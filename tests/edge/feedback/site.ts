/** The guide with a few built pages of its own, and people who tap and write on them. */
import { applyD1Migrations, createExecutionContext, type D1Migration } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { app } from '../../../functions/app.ts'
import { Jar } from '../jar.ts'
import { mint, ORIGIN } from '../people.ts'

export const createTables = (): Promise<void> =>
  applyD1Migrations(env.FEEDBACK, (env as unknown as { MIGRATIONS: D1Migration[] }).MIGRATIONS)

export const STEP = '/connect/dashboard/'
export const STEP_IN_CHINESE = '/zh-hans/connect/dashboard/'
export const PROBLEM = '/problems/cancelled/'
export const PRINT = '/print/connect/'
export const FORMER = '/connect/former/'

const button = (kind: string): string => `<button name="kind" value="${kind}">`
const step = `<title>Open the dashboard &amp; look · Guide</title>${button('different')}${button('helpful')}${button('unhelpful')}<a data-comments="x">`
const template = `{{#page}}<h1>{{{title}}}</h1><a href="{{address}}">{{/page}}{{^page}}general{{/page}}
{{count}} {{#comments}}<p>{{name}}: {{text}} ({{writtenOn}})</p>{{#answer}}<p>We: {{text}} ({{writtenOn}})</p>{{/answer}}{{/comments}}
{{#visitor}}<input value="{{name}}">{{/visitor}}{{^visitor}}sign in{{/visitor}}`

const switching =
  '{{#switching}}from {{session.name}} to {{name}} ({{account}}) <input name="token" value="{{token}}">{{/switching}}'

const otherAccount = `{{#otherAccount}}{{#meant}}page of {{name}} ({{mark}}) {{/meant}}{{#current}}now {{name}} ({{mark}}){{/current}}
{{#gone}}gone{{/gone}} back to {{back}}{{/otherAccount}}`

const PAGES: Readonly<Record<string, string>> = {
  [STEP]: step,
  [STEP_IN_CHINESE]: step,
  [PROBLEM]: `<title>x</title>${button('helpful')}${button('unhelpful')}`,
  [PRINT]: '<title>x</title>',
  '/comments/': template,
  '/zh-hans/comments/': template,
  '/problems/other-account/': otherAccount,
  '/connect/log-in/': '{{#session}}{{account}}, {{name}}, {{user}}: {{visit.mark}}{{/session}}',
  '/switch/': `en ${switching}`,
  '/zh-hans/switch/': `zh ${switching}`,
}

const ASSETS = {
  fetch: async (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname === FORMER) return Response.redirect(ORIGIN + STEP, 301)
    const html = PAGES[pathname]
    return new Response(html ?? 'none', { status: html === undefined ? 404 : 200, headers: { 'Content-Type': 'text/html' } })
  },
}

let addresses = 0

/** A browser at an address of its own, so that no test meets another's rate. */
export class Reader {
  readonly #address = `192.0.2.${++addresses}`
  readonly jar = new Jar()
  readonly #changes: object

  constructor(changes: object = {}) {
    this.#changes = changes
  }

  async go(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ 'CF-Connecting-IP': this.#address, 'Sec-Fetch-Mode': 'navigate', Cookie: this.jar.header })
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
    const answer = await app.request(
      ORIGIN + path,
      { ...init, headers },
      { ...env, ASSETS, ...this.#changes } as unknown as Env,
      createExecutionContext(),
    )
    this.jar.take(answer)
    return answer
  }

  /** Sends a form as a browser without scripts does. */
  async submit(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({ visit: await this.jar.mark(), ...fields })
    return this.go(path, { method: 'POST', body, headers: { Origin: ORIGIN, ...headers } })
  }

  /** Sends a form as our script does. */
  send(path: string, fields: Record<string, string>): Promise<Response> {
    return this.submit(path, fields, { 'Sec-Fetch-Mode': 'cors' })
  }

  ask(path: string): Promise<Response> {
    return this.go(path, { headers: { 'Sec-Fetch-Mode': 'cors' } })
  }

  /** Comes from miStable. */
  async open(account: string, order: object = {}): Promise<this> {
    const { url } = (await (await mint({ account, ...order })).json()) as { url: string }
    const { pathname, search } = new URL(url)
    await this.go(pathname + search)
    return this
  }
}
