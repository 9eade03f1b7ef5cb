/** What miBilling's server asks of the guide. */
import type { Connection } from '../../src/contract/wire.ts'
import { GUIDE } from './places.ts'

export interface Order {
  readonly account: string
  readonly name?: string
  readonly user?: string
  readonly returnUrl?: string
  readonly goto?: string
  readonly currency?: string
}

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: 'Bearer public-test-service-key', 'content-type': 'application/json' }
  const answer = await fetch(GUIDE + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer
}

/** @returns the link that opens a visit, once */
export async function mint(order: Order): Promise<string> {
  return ((await (await call('POST', '/v1/sessions', order)).json()) as { url: string }).url
}

export async function connectionOf(account: string): Promise<Connection> {
  return (await call('GET', `/v1/accounts/${account}`)).json() as Promise<Connection>
}

/** Has the guide look at Xero now. */
export async function check(account: string): Promise<Connection> {
  return (await call('POST', `/v1/accounts/${account}/check`)).json() as Promise<Connection>
}

export const forget = async (account: string): Promise<void> => void (await call('DELETE', `/v1/accounts/${account}`))
