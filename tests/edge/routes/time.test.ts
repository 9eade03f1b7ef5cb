import { env, exports } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { app } from '../../../functions/app.ts'
import { ORIGIN } from '../people.ts'

const PATH = '/api/time'

describe('the time', () => {
  it('is that of now, in milliseconds, and kept by nobody', async () => {
    const before = Date.now()
    const answer = await exports.default.fetch(ORIGIN + PATH)
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    const text = await answer.text()
    expect(text).toMatch(/^\d{13}$/)
    expect(Math.abs(Number(text) - before)).toBeLessThan(10_000)
  })

  it('leaves no line in the log, since a page asks several times', async () => {
    const logged = vi.spyOn(console, 'log')
    await app.request(PATH, {}, env)
    expect(logged).not.toHaveBeenCalled()
    await app.request('/api/health', {}, env)
    expect(logged).toHaveBeenCalled()
    logged.mockRestore()
  })
})
