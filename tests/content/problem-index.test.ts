import { describe, expect, it } from 'vitest'
import { readContent } from '../../src/guide/content.ts'
import { FAMILIES, isBehindDoor } from '../../src/guide/problem-families.ts'
import { MOMENTS } from '../../src/schema/problem.ts'

const people = readContent().problems.filter(({ words }) => words.audience === 'people')
const ids = people.map(({ id }) => id)

describe('the index of problems', () => {
  it('has something for every moment', () => {
    const listed = people.filter(({ id }) => !isBehindDoor(id)).map(({ words }) => words.moment)
    expect(MOMENTS.filter((moment) => !listed.includes(moment))).toEqual([])
  })

  it('has doors and pages behind them that people meet', () => {
    const named = FAMILIES.flatMap(({ door, members }) => [door, ...members])
    expect(named.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('has each page behind one door at most, and no door behind another', () => {
    const members = FAMILIES.flatMap((family) => family.members)
    expect(members).toHaveLength(new Set(members).size)
    expect(FAMILIES.filter(({ door }) => isBehindDoor(door))).toEqual([])
  })
})
