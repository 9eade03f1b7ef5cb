import { describe, expect, it } from 'vitest'
import { PROBLEMS } from '../../src/contract/problems.ts'
import { findFaults } from '../../src/wizard/faults.ts'
import { parsedFlows, parsedProblems, parsedSteps } from './read.ts'

const steps = parsedSteps()
const problems = parsedProblems()
const flows = parsedFlows()
const problemIds = problems.map(({ id }) => id)
/** First words of a task's title; a writer adds the verb a new title needs. */
const VERBS = [
  'Add',
  'Allow',
  'Approve',
  'Check',
  'Choose',
  'Confirm',
  'Enter',
  'Finish',
  'Go',
  'Install',
  'Log',
  'Open',
  'Scan',
  'Set',
]

describe('the flows', () => {
  it.each(flows.map((flow) => [flow.id, flow]))('has no fault in %s', (_, flow) => {
    const facts = Object.fromEntries(
      steps.map(({ id, words }) => [
        id,
        { final: words.kind === 'outcome', ...(words.kind === 'choice' ? { options: Object.keys(words.choices) } : {}) },
      ]),
    )
    expect(findFaults(flow, facts)).toEqual([])
  })

  it('takes no address that something else has', () => {
    const taken = ['api', 'v1', 'start', 'problems', 'print', '_astro', 'en']
    expect(flows.map(({ id }) => id).filter((id) => taken.includes(id))).toEqual([])
  })

  it('uses every step', () => {
    const used = new Set(flows.flatMap((flow) => Object.keys(flow.steps)))
    expect(steps.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([])
  })

  it('never has a former id that is in use', () => {
    const ids = steps.map(({ id }) => id)
    const former = steps.flatMap(({ words }) => words.aliases)
    expect(former.filter((id, at) => ids.includes(id) || former.indexOf(id) !== at)).toEqual([])
  })
})

describe('the steps', () => {
  it.each(steps.filter(({ words }) => words.kind !== 'outcome').map(({ id, words }) => [id, words]))(
    '%s leads to problem pages',
    (_, words) => {
      expect(words.problems).not.toEqual([])
      expect(words.problems.filter((code) => !problemIds.includes(code))).toEqual([])
    },
  )

  it.each(steps.filter(({ words }) => words.kind === 'task').map(({ id, words }) => [id, words.title]))(
    '%s is told as something to do',
    (_, title) => {
      expect(VERBS).toContain(title.split(' ')[0])
    },
  )

  it.each(steps.filter(({ words }) => words.picture !== undefined))(
    '$id has a picture that matches its actions',
    ({ body, words }) => {
      const actions = body.match(/^\d+\. /gm)?.length ?? 0
      const callouts = [...JSON.stringify(words.picture?.screens).matchAll(/"callout":(\d+)/g)].map(([, number]) => Number(number))
      expect(callouts.filter((number, at) => number > actions || callouts.indexOf(number) !== at)).toEqual([])
      expect(callouts.filter((number) => !words.picture?.describe.includes(String(number)))).toEqual([])
      expect(problemIds).toEqual(expect.arrayContaining([words.picture?.different].filter((code) => code !== undefined)))
    },
  )

  it.each([...steps, ...problems])('$id holds no template tag', ({ body, words }) => {
    expect(`${body}${JSON.stringify(words)}`).not.toMatch(/\{\{|<(script|style)/)
  })
})

describe('the problem pages', () => {
  it('explains every code of the catalogue', () => {
    expect(Object.keys(PROBLEMS).filter((code) => !problemIds.includes(code))).toEqual([])
  })

  it.each(problems)('$id offers what can be pressed, and says what to do', ({ id, words, body }) => {
    const inCatalogue = Object.entries(PROBLEMS).find(([code]) => code === id)?.[1]
    expect(words.retry === undefined).toBe(inCatalogue !== undefined)
    const retry = inCatalogue?.retry ?? words.retry
    expect(words.action === undefined).toBe(retry === 'none')
    expect(words.again === undefined).toBe(retry !== 'again')
    expect(body).toMatch(/^1\. /m)
  })
})
