import { describe, expect, it } from 'vitest'
import { markAwaits } from '../../campaigns-setup/await-points.ts'

describe('the points at which a campaign kills the Worker', () => {
  it.each([
    ['await x()', "await __passAwait('a.ts:1', () => (x()))"],
    ['await x(await y())', "await __passAwait('a.ts:1', async () => (x(await __passAwait('a.ts:1', () => (y())))))"],
    [
      'await x(async () => await y())',
      "await __passAwait('a.ts:1', () => (x(async () => await __passAwait('a.ts:1', () => (y())))))",
    ],
    ['await await x', "await __passAwait('a.ts:1', async () => (await __passAwait('a.ts:1', () => (x))))"],
  ])('are put around each await of %s', (code, marked) => {
    expect(markAwaits(`async function f() { ${code} }`, 'a.ts')).toBe(`async function f() { ${marked} }`)
  })

  it('name the line', () => {
    expect(markAwaits('async () => {\n  await x\n}', 'a.ts')).toContain("'a.ts:2'")
  })

  it('are no words in strings or comments', () => {
    const code = "const s = 'await x' // await y"
    expect(markAwaits(code, 'a.ts')).toBe(code)
  })

  it('leave out no other kind of await unseen', () => {
    expect(() => markAwaits('async () => { for await (const a of b) c(a) }', 'a.ts')).toThrow(/for await/)
  })
})
