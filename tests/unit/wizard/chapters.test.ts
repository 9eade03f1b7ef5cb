import { describe, expect, it } from 'vitest'
import { groupByChapter, type Stop } from '../../../src/wizard/rail.ts'

const stop = (id: string, place: Stop['place'] = 'here'): Stop => ({ id, place, minutes: 1 })
const ORDER = ['a', 'b', 'c', 'd', 'e']
const chaptersOf = (ids: string, titles: Readonly<Record<string, string>>) =>
  groupByChapter(
    ids.split('').map((id) => stop(id)),
    ORDER,
    titles,
    (place) => `in ${place}`,
  ).map(({ title, stops }) => `${title}: ${stops.map(({ id }) => id).join('')}`)

describe('the chapters of a way', () => {
  it.each([
    ['abcde', { a: 'One', c: 'Two' }, ['One: ab', 'Two: cde']],
    ['ace', { a: 'One', c: 'Two', e: 'Three' }, ['One: a', 'Two: c', 'Three: e']],
    // A way that passes by the step under which a chapter is named still has the rest of it.
    ['abde', { a: 'One', c: 'Two' }, ['One: ab', 'Two: de']],
    ['de', { a: 'One', c: 'Two' }, ['Two: de']],
    // What comes before the first title belongs to it.
    ['abc', { b: 'One' }, ['One: abc']],
  ])('%s under %o', (ids, titles, expected) => {
    expect(chaptersOf(ids, titles)).toEqual(expected)
  })

  it('are the places, where the writer has named none', () => {
    const stops = [stop('a', 'mistable'), stop('b', 'xero'), stop('c', 'xero')]
    expect(groupByChapter(stops, ORDER, {}, (place) => `in ${place}`).map(({ title }) => title)).toEqual(['in mistable', 'in xero'])
  })
})
