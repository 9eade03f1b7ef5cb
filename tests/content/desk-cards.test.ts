import { describe, expect, it } from 'vitest'
import { isProblemCode } from '../../src/contract/problems.ts'
import { readContent, releasedFlows } from '../../src/guide/content.ts'
import { readDeskCards } from '../../src/guide/desk-cards.ts'
import { readSearch } from '../../src/guide/search-documents.ts'

const content = readContent()
const file = readDeskCards(content)
const ids = file.cards.map(({ id }) => id)

describe('the answer cards', () => {
  it('are there for every problem that people meet, and every step, once', () => {
    const problems = content.problems.filter(({ words }) => words.audience === 'people').map(({ id }) => id)
    const steps = new Set(releasedFlows(content).flatMap((flow) => Object.keys(flow.steps)))
    expect(ids.length).toBeGreaterThan(120)
    const idsOf = (wanted: string) => file.cards.flatMap(({ kind, id }) => (kind === wanted ? [id] : [])).toSorted()
    expect(idsOf('problem')).toEqual(problems.toSorted())
    expect(idsOf('tool')).toEqual(['tool/clock', 'tool/practise'])
    expect(
      idsOf('step')
        .map((id) => id.split('/')[1])
        .toSorted(),
    ).toEqual([...steps].toSorted())
  })

  it('have a short answer in every language where they are about a problem', () => {
    const without = file.cards.filter(({ kind, words }) => kind === 'problem' && Object.values(words).some(({ answer }) => !answer))
    expect(without.map(({ id }) => id)).toEqual([])
  })

  it('lead to others that exist, and begin with ten', () => {
    expect(file.cards.flatMap(({ others }) => others).filter((id) => !ids.includes(id))).toEqual([])
    expect(file.common).toHaveLength(10)
    expect(file.common.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('lead from a refused code to the phone’s clock', () => {
    const othersOf = (id: string) => file.cards.find((card) => card.id === id)?.others
    for (const id of ['code-refused', 'phone-clock-wrong']) expect([id, othersOf(id)?.[0]]).toEqual([id, 'tool/clock'])
  })

  it('are at addresses without a query, which the search knows', () => {
    for (const locale of ['en', 'zh-hans'] as const) {
      const found = readSearch(locale, content).documents.map(({ address }) => address)
      const known = file.cards.filter(({ kind }) => kind !== 'tool').map(({ words }) => words[locale].address)
      expect(known.filter((address) => !found.includes(address))).toEqual([])
      const addresses = file.cards.map(({ words }) => words[locale].address)
      expect(addresses.filter((address) => /[?#]/.test(address))).toEqual([])
    }
  })

  it('are there for every problem code that a customer can be shown', () => {
    const forPrograms = content.problems.filter(({ words }) => words.audience === 'programs').map(({ id }) => id)
    expect(
      content.problems.map(({ id }) => id).filter((id) => isProblemCode(id) && !ids.includes(id) && !forPrograms.includes(id)),
    ).toEqual([])
  })
})
