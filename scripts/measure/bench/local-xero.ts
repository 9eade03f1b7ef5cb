/** The control of the local Xero, as tests/fakes/xero/README.md describes it. */

export interface Call {
  readonly method: string
  readonly path: string
  /** 0 while unanswered. */
  readonly status: number
  readonly grantType?: string
}

export async function readCalls(xero: string): Promise<readonly Call[]> {
  return (await ask(xero, 'GET', 'calls')).json() as Promise<readonly Call[]>
}

export const forgetCalls = (xero: string) => ask(xero, 'DELETE', 'calls')
export const letPass = (xero: string, advanceSeconds: number) => ask(xero, 'POST', 'clock', { advanceSeconds })

/** The next answer to such a path comes so much later. */
export const delay = (xero: string, path: string, delayMs: number) => ask(xero, 'POST', 'faults', { path, delayMs })

/** As on Xero's page of connected apps. */
export const disconnectAtXero = (xero: string, person: string, organisation: string) =>
  ask(xero, 'POST', 'disconnect', { person, organisation })

async function ask(xero: string, method: string, what: string, body?: object): Promise<Response> {
  const response = await fetch(`${xero}/control/${what}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  if (!response.ok) throw new Error(`the local Xero refused ${what}: ${await response.text()}`)
  return response
}
