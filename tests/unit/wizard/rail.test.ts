import { describe, expect, it } from 'vitest'
import { groupNeighbours, minutesLeft, type Stop } from '../../../src/wizard/rail.ts'

const stops: Stop[] = [
  { id: 'a', place: 'xero', minutes: 1 },
  { id: 'b', place: 'phone', minutes: 0.5 },
  { id: 'c', place: 'phone', minutes: 1 },
  { id: 'd', place: 'xero', minutes: 0 },
]

describe('groupNeighbours', () => {
  it('keeps neighbours together and opens a new chapter when a title comes again', () => {
    expect(
      groupNeighbours(stops, ({ place }) => place).map(({ title, stops: inside }) => [title, inside.map(({ id }) => id)]),
    ).toEqual([
      ['xero', ['a']],
      ['phone', ['b', 'c']],
      ['xero', ['d']],
    ])
  })
})

describe('minutesLeft', () => {
  it.each([
    ['a', 3],
    ['b', 2],
    ['d', 0],
  ])('counts from %s to the end', (from, minutes) => {
    expect(minutesLeft(stops, from)).toBe(minutes)
  })

  it('refuses a step that is not on the way', () => {
    expect(() => minutesLeft(stops, 'z')).toThrow(RangeError)
  })
})
