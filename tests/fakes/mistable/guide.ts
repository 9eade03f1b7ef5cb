import type { AccessToken, Connection } from '../../../src/contract/wire.ts'

/** What went wrong, ready to be put into words. `code` and `ref` come from the other side's problem+json (RFC 9457). */
export interface Trouble {
  readonly title: string
  readonly code?: string
  readonly ref?: string
  readonly reason?: string
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble }

/** miBilling's side of the guide's `/v1`. Nothing here throws: a guide that does not answer is a {@link Trouble} too. */
export interface Guide {
  openSession(wish: SessionWish): Promise<Answer<{ url: string; expiresAt: number }>>
  readConnection(account: string): Promise<Answer<Connection>>
  readAccessToken(account: string): Promise<Answer<AccessToken>>
}

export interface SessionWish {
  readonly account: string
  readonly name: string
  readonly user: string
  readonly returnUrl: string
}

const PATIENCE_MILLISECONDS = 30_000

export function createGuide(origin: string, serviceKey: string): Guide {
  async function call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const headers: Record<string, string> = { authorization: `Bearer ${serviceKey}`, accept: 'application/json' }
    if (body !== undefined) headers['content-type'] = 'application/json'
    let response: Response
    let answer: unknown
    try {
      const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS)
      response = await fetch(origin + path, {
        method,
        headers,
        signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      answer = await response.json()
    } catch {
      return { ok: false, trouble: { title: `The guide at ${origin} is not answering as it should. Is it running?` } }
    }
    return response.ok ? { ok: true, value: answer as T } : { ok: false, trouble: troubleOf(answer, response.status) }
  }
  return {
    openSession: (wish) => call('POST', '/v1/sessions', wish),
    readConnection: (account) => call('GET', `/v1/accounts/${encodeURIComponent(account)}`),
    readAccessToken: (account) => call('GET', `/v1/accounts/${encodeURIComponent(account)}/access-token`),
  }
}

function troubleOf(answer: unknown, status: number): Trouble {
  const fields = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {}
  const text = (name: string) => (typeof fields[name] === 'string' ? { [name]: fields[name] } : {})
  return { title: `The guide answered ${status}`, ...text('title'), ...text('code'), ...text('ref'), ...text('reason') }
}
