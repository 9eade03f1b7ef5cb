import { hc } from 'hono/client'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Api } from '../../functions/app.ts'
import type { Connection, Problem } from '../../src/contract/wire.ts'
import { ask, ORIGIN, SERVICE_KEY } from './people.ts'

describe('a client typed by the routes', () => {
  const client = hc<Api>(ORIGIN, {
    headers: { Authorization: `Bearer ${SERVICE_KEY}` },
    fetch: (input: RequestInfo | URL, init?: RequestInit) => ask(new Request(input, init).url, init),
  })

  it('tells the answers of a call apart by their status', async () => {
    const answer = await client.v1.accounts[':account'].$get({ param: { account: 'never-seen' } })
    if (answer.status !== 200) throw new Error(`expected 200, got ${answer.status}`)
    const connection = await answer.json()
    expectTypeOf(connection.state).toEqualTypeOf<Connection['state']>()
    expect(connection).toEqual({ account: 'never-seen', state: 'not-connected', organisations: [] })
  })

  it('knows a failure as a problem', async () => {
    const answer = await client.v1.accounts[':account']['access-token'].$get({ param: { account: 'never-seen' } })
    if (answer.status !== 404) throw new Error(`expected 404, got ${answer.status}`)
    const { code }: Pick<Problem, 'code' | 'ref'> = await answer.json()
    expect(code).toBe('not-connected')
  })
})
