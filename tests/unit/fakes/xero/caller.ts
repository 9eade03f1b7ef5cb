import { decodeJwt, type JWTPayload } from 'jose'
import { type RunningXero, startXero, type XeroOptions } from '../../../fakes/xero/server.ts'

export const CALLBACK = 'http://localhost:8787/api/xero/callback'

const SCOPES = 'openid profile email offline_access accounting.invoices accounting.contacts accounting.settings.read'

export interface TokenAnswer {
  readonly id_token?: string
  readonly access_token: string
  readonly expires_in: number
  readonly token_type: string
  readonly refresh_token?: string
  readonly scope: string
}

interface ConnectionRow {
  readonly id: string
  readonly authEventId?: string
  readonly tenantId: string
  readonly tenantName: string
  readonly createdDateUtc: string
  readonly updatedDateUtc: string
}

/** A caller of the local Xero: what our Worker and a test's control would send, over real HTTP. */
export interface Caller extends RunningXero {
  authorizeUrl(change?: Readonly<Record<string, string>>): string
  /** Posts to control, or reads from it where there is no body. */
  control(path: string, body?: unknown): Promise<Response>
  token(form: Readonly<Record<string, string>>, secret?: string): Promise<Response>
  /** The address that the browser is sent to. */
  consent(person: string, organisations?: readonly string[], change?: Readonly<Record<string, string>>): Promise<URL>
  /** Consent and exchange in one. */
  grant(person: string, organisations?: readonly string[], change?: Readonly<Record<string, string>>): Promise<TokenAnswer>
  api(path: string, token: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Response>
  connections(token: string, query?: string): Promise<ConnectionRow[]>
}

export async function startCaller(options: XeroOptions = {}): Promise<Caller> {
  const xero = await startXero(options)
  const { origin, origins } = xero

  const authorizeUrl: Caller['authorizeUrl'] = (change = {}) => {
    const query = {
      response_type: 'code',
      client_id: 'public-test-client',
      redirect_uri: CALLBACK,
      scope: SCOPES,
      state: 's1',
      ...change,
    }
    return `${origin}/identity/connect/authorize?${new URLSearchParams(query)}`
  }
  const control: Caller['control'] = (path, body) =>
    body === undefined
      ? fetch(`${origin}/control/${path}`)
      : fetch(`${origin}/control/${path}`, { method: 'POST', body: JSON.stringify(body) })
  const token: Caller['token'] = (form, secret = 'public-test-client-secret') =>
    fetch(`${origins.identity}/connect/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`public-test-client:${secret}`)}` },
      body: new URLSearchParams(form),
    })
  const consent: Caller['consent'] = async (person, organisations = [], change = {}) => {
    const answer = await control('consent', { authorizeUrl: authorizeUrl(change), person, organisations })
    const body = (await answer.json()) as { location?: string; message?: string }
    if (body.location === undefined) throw new Error(body.message)
    return new URL(body.location)
  }
  const grant: Caller['grant'] = async (person, organisations, change) => {
    const code = (await consent(person, organisations, change)).searchParams.get('code') ?? ''
    const answer = await token({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK })
    return (await answer.json()) as TokenAnswer
  }
  const api: Caller['api'] = (path, accessToken, headers = {}, method = 'GET') =>
    fetch(`${origins.api}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json', ...headers },
    })
  const connections: Caller['connections'] = async (accessToken, query = '') =>
    (await (await api(`/connections${query}`, accessToken)).json()) as ConnectionRow[]

  return { ...xero, authorizeUrl, control, token, consent, grant, api, connections }
}

/** Status and JSON body at once, for one assertion. */
export const answerOf = async (answer: Response): Promise<{ status: number; body: unknown }> => ({
  status: answer.status,
  body: await answer.json(),
})

export const eventOf = (answer: TokenAnswer): unknown => claimsOf(answer.access_token)['authentication_event_id']

export const claimsOf = (jwt: string | undefined): JWTPayload => decodeJwt(jwt ?? '')
