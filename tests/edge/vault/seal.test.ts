import { describe, expect, it } from 'vitest'
import { createSeal, SealError } from '../../../functions/vault/seal.ts'

const key = (kid: string, fill: number) => ({ kid, key: new Uint8Array(32).fill(fill) })

describe('a sealed record', () => {
  it('opens under its name and shows nothing before', async () => {
    const seal = createSeal([key('1', 1)])
    const sealed = await seal.close('hidden words', 'grant:a/grant')
    expect(sealed).not.toContain('hidden')
    expect(await seal.open(sealed, 'grant:a/grant')).toBe('hidden words')
  })

  it('moved under another name does not open', async () => {
    const seal = createSeal([key('1', 1)])
    const sealed = await seal.close('words', 'grant:a/grant')
    await expect(seal.open(sealed, 'grant:b/grant')).rejects.toThrow(SealError)
  })

  it('opens with an older key of the set, and is sealed again with the newest', async () => {
    const sealed = await createSeal([key('1', 1)]).close('words', 'a')
    const rotated = createSeal([key('2', 2), key('1', 1)])
    expect(await rotated.open(sealed, 'a')).toBe('words')
    await expect(createSeal([key('1', 1)]).open(await rotated.close('words', 'a'), 'a')).rejects.toThrow('key "2"')
  })

  it('does not open with another key of the same name, nor when altered', async () => {
    const sealed = await createSeal([key('1', 1)]).close('words', 'a')
    await expect(createSeal([key('1', 9)]).open(sealed, 'a')).rejects.toThrow(SealError)
    const [head, ...rest] = sealed.split('.')
    await expect(createSeal([key('1', 1)]).open([head, ...rest.map((part) => `${part}A`)].join('.'), 'a')).rejects.toThrow(
      SealError,
    )
    await expect(createSeal([key('1', 1)]).open('nonsense', 'a')).rejects.toThrow(SealError)
  })
})
