/** The local Xero's control: what happens there while nobody looks. */
import { GUIDE, XERO, XERO_IDENTITY } from './places.ts'

export interface Fault {
  readonly path: string
  readonly method?: string
  readonly times?: number
  readonly status?: number
  readonly body?: unknown
}

/** @throws with Xero's own words when it refuses */
async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${XERO}/control/${path}`, {
    method,
    ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} /control/${path}: ${answer.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

interface Call {
  readonly method: string
  readonly path: string
  readonly status: number
}

interface KnownToXero {
  readonly organisations: readonly { readonly name: string; readonly tenantId: string }[]
  readonly connections: readonly { readonly person: string; readonly tenantId: string }[]
}

/** Labels and order of the pages of two-step authentication. */
export const speakAs = (wording: 'today' | 'article'): Promise<unknown> => control('POST', 'settings', { wording })
export const reset = (): Promise<void> => control('POST', 'reset')
export const plan = (fault: Fault): Promise<Fault> => control('POST', 'faults', fault)
export const moveClock = (advanceSeconds: number): Promise<{ now: number }> => control('POST', 'clock', { advanceSeconds })
export const disconnect = (person: string, organisation: string): Promise<void> =>
  control('POST', 'disconnect', { person, organisation })
export const readCalls = (): Promise<readonly Call[]> => control('GET', 'calls')

/** The organisations that are connected to the app, whoever connected them. */
export async function connectedAtXero(): Promise<string[]> {
  const { organisations, connections } = await control<KnownToXero>('GET', 'world')
  return connections.map(({ tenantId }) => organisations.find((one) => one.tenantId === tenantId)?.name ?? tenantId).sort()
}

export async function tenantIdOf(name: string): Promise<string> {
  const found = (await control<KnownToXero>('GET', 'world')).organisations.find((one) => one.name === name)
  if (found === undefined) throw new Error(`Xero knows no organisation called ${name}`)
  return found.tenantId
}

/** Trades a code as the app would. @returns the token endpoint's answer */
export async function redeem(code: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(`${XERO_IDENTITY}/connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('public-test-client:public-test-client-secret')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: `${GUIDE}/api/xero/callback`,
    }),
  })
  if (!answer.ok) throw new Error(`the code was refused: ${await answer.text()}`)
  return (await answer.json()) as Readonly<Record<string, unknown>>
}

/** The number of connections that Xero allows the app. */
export const connectionLimit = (limit: number): Promise<unknown> => control('POST', 'settings', { connectionLimit: limit })

/** What Xero says of the organisation: its plan, currency, edition, lock dates and so on. */
export const books = (organisation: string, fields: Readonly<Record<string, unknown>>): Promise<void> =>
  control('POST', 'books', { organisation, ...fields })

/** Whoever runs the organisation gives a person another role; null takes them out. */
export const changeRole = (person: string, organisation: string, role: string | null): Promise<void> =>
  control('POST', 'role', { person, organisation, role })
