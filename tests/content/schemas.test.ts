import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { flowSchema } from '../../src/schema/flow.ts'
import { stepSchema } from '../../src/schema/step.ts'

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

describe('the schema of a step', () => {
  it('takes a day as text or as a date', () => {
    const asDate = stepSchema.parse({ ...step, source: { against: 'guide', checked: new Date('2026-11-22') } })
    expect(asDate).toEqual(stepSchema.parse(step))
  })

  it('may say what differs on one phone, whom it applies to, and how sure it is', () => {
    const more = {
      onePhone: 'Hold it.',
      keywords: ['entry'],
      source: { ...step.source, applies: 'visitors', confidence: 'inferred' },
    }
    expect(stepSchema.parse({ ...step, ...more })).toMatchObject(more)
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

  it('reads the steps in their order where they say nothing', () => {
    const flow = flowSchema.parse({ status: 'released', title: 'S', summary: 'S', start: 'a', steps: { a: null, b: null, c: {} } })
    expect(flow).toMatchObject({ steps: { a: { next: [{ to: 'b' }] }, b: { next: [{ to: 'c' }] }, c: { next: [] } } })
  })

  it('reads a way through another flow', () => {
    const next = parse('{ no: { enter: other, then: b }, else: { enter: third, then: b } }')
    const flow = flowSchema.parse({ status: 'released', title: 'S', summary: 'S', start: 'a', steps: { a: { next }, b: {} } })
    expect(flow).toMatchObject({
      steps: {
        a: {
          next: [
            { when: 'no', enter: 'other', to: 'b' },
            { enter: 'third', to: 'b' },
          ],
        },
      },
    })
  })
})
