import { describe, expect, it } from 'vitest'
import { addKey, describeUses, kidsOf } from '../../../../scripts/operate/key-set.ts'

const answerOf = (result: ReturnType<typeof addKey>): string => (result.ok ? result.value : `refused: ${result.error}`)

describe('a new key', () => {
  it('begins a set', () => {
    const { keys } = JSON.parse(answerOf(addKey(undefined, 'first', 0))) as { keys: { kty: string; kid: string; k: string }[] }
    expect(keys).toHaveLength(1)
    expect(keys[0]).toMatchObject({ kty: 'oct', kid: 'first' })
    expect(Buffer.from(keys[0]?.k ?? '', 'base64url')).toHaveLength(32)
  })

  it('stands before the others, which stay', () => {
    const before = answerOf(addKey(undefined, 'first', 0))
    expect(kidsOf(answerOf(addKey(before, 'second', 0)))).toEqual({ ok: true, value: ['second', 'first'] })
  })

  it.each([
    ['nonsense', 'is not JSON'],
    ['{"keys":[{"kty":"RSA"}]}', 'is not a JWK set'],
    ['{}', 'is not a JWK set'],
  ])('is not added to %s', (before, why) => {
    expect(answerOf(addKey(before, 'second', 0))).toContain(why)
  })

  it('does not take the name of another', () => {
    expect(answerOf(addKey(answerOf(addKey(undefined, 'same', 0)), 'same', 0))).toContain('already has a key "same"')
  })
})

describe('the uses of keys', () => {
  it('say which key may be taken away, and which is missing', () => {
    const told = describeUses(['new/grant:1', 'new/account:a/b', 'lost/account:c'], ['new', 'old'])
    expect(told.split('\n')).toEqual([
      expect.stringMatching(/^new seals the records of 2: grant:1, account:a\/b\. It seals/),
      expect.stringMatching(/^old seals nothing\. It may be taken away/),
      expect.stringMatching(/^lost seals the records of 1: account:c\. TOKEN_KEYS lacks it/),
    ])
  })

  it('are told without the set, too', () => {
    expect(describeUses([], undefined)).toBe('Nothing is sealed yet.')
    expect(describeUses(['k/grant:1'], undefined)).toBe('k seals the records of 1: grant:1.')
  })
})
