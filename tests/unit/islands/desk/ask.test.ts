import { afterEach, describe, expect, it, vi } from 'vitest'
import { ask } from '../../../../src/islands/desk/ask.ts'

const answering = (make: () => Response) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => make()),
  )

afterEach(() => vi.unstubAllGlobals())

describe('a call of the desk', () => {
  it('is a POST with a body, and a GET without', async () => {
    answering(() => Response.json({ email: 'a@b' }))
    expect(await ask('me')).toEqual({ ok: true, value: { email: 'a@b' } })
    await ask('search', { query: 'Olivia' })
    const calls = vi.mocked(fetch).mock.calls
    expect(calls.map(([address]) => address)).toEqual(['/api/desk/me', '/api/desk/search'])
    expect(calls.map(([, order]) => order?.method)).toEqual([undefined, 'POST'])
  })

  it('that fails says what the problem says, with its support code', async () => {
    const problem = { title: 'No', detail: 'reason: is missing', ref: '7KQ2-M4XP', code: 'bad-request', status: 400 }
    answering(() => Response.json(problem, { status: 400, headers: { 'Content-Type': 'application/problem+json' } }))
    const error = { title: 'No', detail: 'reason: is missing', ref: '7KQ2-M4XP', isLoggedOut: false }
    expect(await ask('fleet')).toEqual({ ok: false, error })
  })

  it('says who was logged out, and what gave no answer that it can read', async () => {
    answering(() => new Response(null, { status: 401 }))
    expect(await ask('me')).toMatchObject({ ok: false, error: { isLoggedOut: true } })
    answering(() => new Response('<html>', { status: 502 }))
    expect(await ask('me')).toMatchObject({ ok: false, error: { isLoggedOut: false } })
    answering(() => {
      throw new TypeError('no network')
    })
    expect(await ask('me')).toMatchObject({ ok: false, error: { isLoggedOut: false } })
  })
})
