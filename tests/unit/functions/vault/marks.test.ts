import { describe, expect, it } from 'vitest'
import { createMarks } from '../../../../functions/vault/marks.ts'

const key = (kid: string, byte: number) => ({ kid, key: new Uint8Array(32).fill(byte) })
const [first, second] = [key('first', 1), key('second', 2)]

describe('a mark', () => {
  it('is short, always the same, and fits what it is of alone', () => {
    const marks = createMarks([first])
    const mark = marks.of('session', 'd5f1')
    expect(mark).toMatch(/^[\w-]{22}$/)
    expect(createMarks([first]).of('session', 'd5f1')).toBe(mark)
    expect(marks.fits(mark, 'session', 'd5f1')).toBe(true)
    expect(marks.fits(mark, 'session', 'd5f2')).toBe(false)
    expect(marks.fits(mark, 'account', 'd5f1')).toBe(false)
    expect(marks.fits('', 'session', 'd5f1')).toBe(false)
    expect(marks.fits('名'.repeat(22), 'session', 'd5f1')).toBe(false)
  })

  it('of an older key still fits, and a new one is of the newest', () => {
    const old = createMarks([first]).of('session', 'd5f1')
    const marks = createMarks([second, first])
    expect(marks.fits(old, 'session', 'd5f1')).toBe(true)
    expect(marks.of('session', 'd5f1')).toBe(createMarks([second]).of('session', 'd5f1'))
    expect(createMarks([second]).fits(old, 'session', 'd5f1')).toBe(false)
  })
})
