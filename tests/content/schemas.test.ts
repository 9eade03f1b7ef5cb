import { describe, expect, it } from 'vitest'
import { flowSchema } from '../../src/schema/flow.ts'
import { problemSchema } from '../../src/schema/problem.ts'
import { stepSchema } from '../../src/schema/step.ts'
import { uiSchema } from '../../src/schema/ui.ts'
import { FLOWS, PROBLEM_PAGES, STEPS, UI } from './read.ts'

const step = {
  title: 'Open the door',
  label: 'Open the door',
  summary: 'So that you can go in.',
  kind: 'task',
  place: 'here',
  minutes: 1,
  done: 'It is open',
  worked: 'you can see the room.',
  problems: ['internal'],
  source: { against: 'guide', checked: '2026-11-22' },
}

describe('the content', () => {
  it.each(STEPS.map(({ path, data }) => [path, data]))('has a sound %s', (_, data) => {
    expect(stepSchema.safeParse(data).error?.issues).toBeUndefined()
  })
  it.each(PROBLEM_PAGES.map(({ path, data }) => [path, data]))('has a sound %s', (_, data) => {
    expect(problemSchema.safeParse(data).error?.issues).toBeUndefined()
  })
  it.each(FLOWS.map(({ path, data }) => [path, data]))('has a sound %s', (_, data) => {
    expect(flowSchema.safeParse(data).error?.issues).toBeUndefined()
  })
  it.each(UI.map(({ path, data }) => [path, data]))('has a sound %s', (_, data) => {
    expect(uiSchema.safeParse(data).error?.issues).toBeUndefined()
  })
})

describe('the schema of a step', () => {
  it('takes a day as text or as a date', () => {
    const asDate = stepSchema.parse({ ...step, source: { against: 'guide', checked: new Date('2026-11-22') } })
    expect(asDate).toEqual(stepSchema.parse(step))
  })

  it.each<[string, object, string]>([
    ['a misspelt field', { sumary: 'x' }, 'sumary'],
    ['a field of another kind', { choices: {} }, 'choices'],
    ['a kind nobody knows', { kind: 'quiz' }, 'kind must be'],
    ['a title that is too long', { title: 'x'.repeat(61) }, 'longer than 60'],
    ['a problem that is no id', { problems: ['Not An Id'] }, 'kebab-case'],
    ['a day that is none', { source: { against: 'guide', checked: 'soon' } }, 'must be a day'],
    ['no button', { done: undefined }, 'done'],
  ])('names %s', (_, change, named) => {
    const { error } = stepSchema.safeParse({ ...step, ...change })
    expect(JSON.stringify(error?.issues)).toContain(named)
  })
})

describe('the schema of a flow', () => {
  it('reads one way on, a way for each option, and the end', () => {
    const flow = flowSchema.parse({
      status: 'released',
      title: 'Sample',
      summary: 'Sample.',
      start: 'a',
      steps: { a: { next: 'b' }, b: { next: { 'not-yet': 'c', else: 'c' } }, c: {} },
    })
    expect(flow).toMatchObject({
      steps: { a: { next: [{ to: 'b' }] }, b: { next: [{ to: 'c', when: 'not-yet' }, { to: 'c' }] }, c: { next: [] } },
    })
  })
})
