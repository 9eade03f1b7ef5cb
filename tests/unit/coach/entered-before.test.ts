import { describe, expect, it } from 'vitest'
import { recall, type Said } from '../../../src/coach/entered-before.ts'

const at = 3_000_000
const said = new Map<string, Said>([
  ['111111', { finding: { is: 'right' }, step: 100 }],
  ['222222', { finding: { is: 'off', direction: 'slow', seconds: 300 }, step: 100 }],
])

describe('a code that is entered once more', () => {
  it('is as right as before in the same 30 seconds, and has ended after them', () => {
    expect(recall(said, '111111', at + 29_999)).toEqual({ is: 'right' })
    expect(recall(said, '111111', at + 30_000)).toEqual({ is: 'rolled-over' })
    expect(recall(said, '111111', at + 300_000)).toEqual({ is: 'rolled-over' })
  })

  it('makes no clock slower than it was', () => {
    expect(recall(said, '222222', at + 90_000)).toEqual({ is: 'off', direction: 'slow', seconds: 300 })
  })

  it('is unknown where it is the first time', () => {
    expect(recall(said, '333333', at)).toBeUndefined()
  })
})
