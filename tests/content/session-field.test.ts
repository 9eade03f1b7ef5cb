import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const forms = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.astro'))
  .flatMap((name) =>
    [...readFileSync(join('src', name), 'utf8').matchAll(/<form\b.*?<\/form>/gs)].map(([form]) => ({ name, form })),
  )

/** Readers' taps are of nobody; the choice of a session names it itself; a helper acts by the link, whose token the form carries. */
const FOR_NOBODY = /\/api\/(?:signals|visit\/switch|help-connect|undo-connection)["'/]/

it('every form that acts for a session carries its mark', () => {
  const acting = forms.filter(({ form }) => form.includes('/api/') && !FOR_NOBODY.test(form))
  expect(acting.length).toBeGreaterThan(5)
  expect(acting.filter(({ form }) => !form.includes('<SessionField />')).map(({ name }) => name)).toEqual([])
})
