/** What Xero's callback says when it brings no code. */
import { describe, expect, it, vi } from 'vitest'
import { locationOf, visitor } from '../people.ts'

type Line = Readonly<Record<string, unknown>>

function listen(): Line[] {
  const lines: Line[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(JSON.parse(line) as Line))
  return lines
}

/** Sets off, and comes back with these fields. @returns the address to come back to */
async function backWith(fields: Readonly<Record<string, string>>) {
  const { browser } = await visitor()
  const state = new URL(await browser.setOff()).searchParams.get('state') ?? ''
  return { browser, back: `/api/xero/callback?${new URLSearchParams({ ...fields, state })}` }
}

describe('an error in the callback', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'temporarily_unavailable'])(
    'of the name "%s" is a plain problem page, twice the same',
    async (error) => {
      const { browser, back } = await backWith({ error })
      const first = locationOf(await browser.go(back))
      expect(first).toMatch(/^\/problems\/xero-unavailable\/\?ref=[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      expect(locationOf(await browser.go(back))).toBe(first)
    },
  )

  it.each([
    ['TenantConsent status DENIED', 'cancelled'],
    ['Requested wrong apps scopes', 'our-settings'],
  ])('access_denied with "%s" leads to %s', async (error_description, problem) => {
    const { browser, back } = await backWith({ error: 'access_denied', error_description })
    expect(locationOf(await browser.go(back))).toMatch(new RegExp(`^/problems/${problem}/`))
  })

  it('is described in the log alone, shortened, with nothing in it that looks like a token', async () => {
    const error_description = `Requested wrong apps scopes\n${'x'.repeat(5000)} ${'so '.repeat(500)}`
    const { browser, back } = await backWith({ error: 'access_denied', error_description })
    const lines = listen()
    const location = locationOf(await browser.go(back))
    const line = lines.find(({ event }) => event === 'attempt.refused')
    expect(line).toMatchObject({
      level: 'error',
      error: 'access_denied',
      description: expect.stringMatching(/^Requested wrong apps scopes …/),
    })
    expect(String(line?.['description']).length).toBeLessThanOrEqual(200)
    expect(location).not.toContain('wrong')
  })
})
