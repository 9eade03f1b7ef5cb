import { describe, expect, it } from 'vitest'
import { type Flow, planThrough, replay } from '../../../src/wizard/flow.ts'

const flow: Flow = {
  id: 'sample',
  start: 'ask',
  steps: {
    ask: { next: [{ when: 'no', to: 'learn' }, { to: 'act' }] },
    learn: { next: [{ to: 'act' }] },
    act: { next: [{ to: 'end' }] },
    end: { next: [] },
  },
}

describe('replay', () => {
  it.each([
    ['starts at the start', {}, ['ask'], 'ask', false],
    ['takes the branch an answer names', { ask: 'no' }, ['ask', 'learn'], 'learn', false],
    ['takes the open edge for any other answer', { ask: 'maybe' }, ['ask', 'act'], 'act', false],
    ['ignores answers off the path', { ask: 'yes', learn: 'done' }, ['ask', 'act'], 'act', false],
    ['does not jump over a step without an answer', { act: 'done' }, ['ask'], 'ask', false],
    ['is finished on a final step', { ask: 'yes', act: 'done' }, ['ask', 'act', 'end'], 'end', true],
  ])('%s', (_, answers, path, current, finished) => {
    expect(replay(flow, answers)).toEqual({ path, current, finished })
  })

  it('stops instead of walking a cycle for ever', () => {
    const circle: Flow = { id: 'circle', start: 'a', steps: { a: { next: [{ to: 'b' }] }, b: { next: [{ to: 'a' }] } } }
    expect(replay(circle, { a: 'done', b: 'done' })).toEqual({ path: ['a', 'b'], current: 'b', finished: false })
  })

  it('names the step that a flow lacks', () => {
    expect(() => replay({ id: 'holed', start: 'gone', steps: {} }, {})).toThrow('"gone"')
  })
})

describe('planThrough', () => {
  it.each([
    ['ask', ['ask', 'learn', 'act', 'end']],
    ['learn', ['ask', 'learn', 'act', 'end']],
    ['act', ['ask', 'act', 'end']],
    ['end', ['ask', 'act', 'end']],
  ])('leads through %s to the end', (target, path) => {
    expect(planThrough(flow, target)).toEqual(path)
  })

  it('refuses a step that nothing leads to', () => {
    expect(() => planThrough(flow, 'elsewhere')).toThrow(RangeError)
  })
})
