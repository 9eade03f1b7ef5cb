/** How an operator's commands call the running guide. */
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { Problem } from '../../src/contract/wire.ts'

export interface Guide {
  readonly origin: string
  readonly serviceKey: string
}

/** From GUIDE_ORIGIN and SERVICE_KEY; without them, as it runs on your own machine. */
export function readGuide(environment: NodeJS.ProcessEnv): Guide {
  const { GUIDE_ORIGIN: origin = 'http://localhost:8787', SERVICE_KEY: serviceKey = 'public-test-service-key' } = environment
  return { origin: origin.replace(/\/$/, ''), serviceKey }
}

type Refused = Result<never, string>
const refuse = (why: string): Refused => fail(why)

/** @returns the answer, undefined for a 204; or, for people, why not: the service key is never part of it */
export async function call<T>(
  { origin, serviceKey }: Guide,
  method: string,
  path: string,
  body?: object,
): Promise<Result<T, string>> {
  const headers = { authorization: `Bearer ${serviceKey}`, 'content-type': 'application/json', accept: 'application/json' }
  let response: Response
  let answer: unknown
  try {
    const signal = AbortSignal.timeout(30_000)
    response = await fetch(origin + path, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    answer = response.status === 204 ? undefined : await response.json()
  } catch {
    return refuse(`The guide at ${origin} does not answer as it should. Is it running? GUIDE_ORIGIN says where it is.`)
  }
  return response.ok ? succeed(answer as T) : refuse(whyNot(answer as Partial<Problem>, response.status))
}

function whyNot({ code, title, detail, ref }: Partial<Problem>, status: number): string {
  if (code === 'unauthorised') return 'The guide does not accept SERVICE_KEY.'
  const why = detail ?? title ?? 'without saying why'
  return `The guide answered ${status}: ${why}${ref === undefined ? '' : ` (support code ${ref})`}`
}
