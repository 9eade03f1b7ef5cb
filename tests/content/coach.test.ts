import { describe, expect, it } from 'vitest'
import { findAnchors } from '../../src/guide/anchors.ts'
import { readContent } from '../../src/guide/content.ts'

const content = readContent()
const entered = content.steps.filter(({ words }) => words.kind === 'task' && words.entersCode)
const all = [...content.steps, ...content.translations.flatMap(({ steps }) => steps)]
const linksTo = (address: string) => all.filter(({ file }) => file.body.includes(`(${address})`)).map(({ id }) => id)

describe('a step on which Xero asks for a code', () => {
  it('says what to do when Xero has refused two, in every language', () => {
    expect(entered.length).toBeGreaterThan(2)
    for (const { id } of entered) {
      const bodies = all.filter((step) => step.id === id).map(({ file }) => file.body)
      expect(bodies.length).toBeGreaterThan(1)
      for (const body of bodies) {
        expect([id, findAnchors(body).includes('refused-twice')]).toEqual([id, true])
        const links = ['/two-step/clock/', '/two-step/practise/', '/problems/login-locked/'].filter(
          (link) => !body.includes(`(${link})`),
        )
        expect([id, links]).toEqual([id, []])
      }
    }
  })
})

describe('the rehearsal', () => {
  it('is offered before the code, in every language, and never on a page for Xero Verify', () => {
    const offers = linksTo('/two-step/practise/')
    expect(offers.filter((id) => id === 'continue-in-xero')).toHaveLength(1 + content.translations.length)
    expect(offers.filter((id) => id.includes('verify'))).toEqual([])
  })
})

describe('the clock page', () => {
  it.each(['code-refused', 'phone-clock-wrong', 'login-locked'])('is linked from %s in every language', (code) => {
    const pages = [...content.problems, ...content.translations.flatMap(({ problems }) => problems)].filter(({ id }) => id === code)
    expect(pages).toHaveLength(1 + content.translations.length)
    expect(pages.filter(({ file }) => !file.body.includes('(/two-step/clock/)'))).toEqual([])
  })
})
