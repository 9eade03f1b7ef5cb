/** The local Xero's control endpoint, for tests that run in workerd. */
import { inject, vi } from 'vitest'

/** The login origin, which has the control as well. */
const xeroOrigin = inject('xeroOrigin')
export const xeroIdentityOrigin = inject('xeroIdentityOrigin')
export const xeroApiOrigin = inject('xeroApiOrigin')

export interface Call {
  readonly method: string
  readonly path: string
  readonly query: readonly string[]
  readonly status: number
  readonly grantType?: string
  readonly userAgent?: string
}

interface Fault {
  readonly method?: string
  readonly path: string
  readonly status?: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly delayMs?: number
  readonly loseAnswer?: boolean
  readonly drop?: boolean
  readonly hang?: boolean
  readonly times?: number
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const init =
    body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
  const response = await fetch(`${xeroOrigin}/control/${path}`, init)
  const text = await response.text()
  if (!response.ok) throw new Error(`local Xero: ${method} ${path} answered ${response.status}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

export const localXero = {
  reset: () => ask('POST', 'reset', {}),
  /** Moves Xero's clock alone. */
  advance: (seconds: number) => ask('POST', 'clock', { advanceSeconds: seconds }),
  fault: (fault: Fault) => ask('POST', 'faults', fault),
  mend: () => ask('DELETE', 'faults'),
  set: (settings: object) => ask('POST', 'settings', settings),
  forgetCalls: () => ask('DELETE', 'calls'),
  calls: async () => (await ask('GET', 'calls')) as Call[],
  world: async () =>
    (await ask('GET', 'world')) as {
      organisations: { name: string; tenantId: string }[]
      connections: { id: string; person: string; tenantId: string }[]
    },
  disconnect: (person: string, organisation: string) => ask('POST', 'disconnect', { person, organisation }),
  role: (person: string, organisation: string, role: string | null) => ask('POST', 'role', { person, organisation, role }),
  organisation: (organisation: string, status: string) => ask('POST', 'organisation', { organisation, status }),
  /** What Xero says of the organisation: its plan, currency, edition, lock dates and so on. */
  books: (organisation: string, books: object) => ask('POST', 'books', { organisation, ...books }),
  /** What a person does on Xero's pages. @returns where Xero sends the browser */
  consent: async (authorizeUrl: string, person: string, organisations: readonly string[], cancel = false) =>
    ((await ask('POST', 'consent', { authorizeUrl, person, organisations, cancel })) as { location: string }).location,
}

/** Lets time pass for Xero and for the Worker. */
export async function letPass(seconds: number): Promise<void> {
  await localXero.advance(seconds)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })
}

export async function tenantOf(name: string): Promise<string> {
  const found = (await localXero.world()).organisations.find((organisation) => organisation.name === name)
  if (found === undefined) throw new Error(`nobody has a company ${name}`)
  return found.tenantId
}
