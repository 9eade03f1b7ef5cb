import { describe, expect, it } from 'vitest'
import { type Flow, findReturns, replay } from '../../../src/wizard/flow.ts'
import { planThrough } from '../../../src/wizard/plan.ts'
import { byApp } from './by-app.ts'

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
    expect(replay(flow, answers)).toEqual({ flow: 'sample', path, current, finished })
  })

  it('stops instead of walking a cycle for ever', () => {
    const circle: Flow = { id: 'circle', start: 'a', steps: { a: { next: [{ to: 'b' }] }, b: { next: [{ to: 'a' }] } } }
    expect(replay(circle, { a: 'done', b: 'done' })).toMatchObject({ path: ['a', 'b'], current: 'b', finished: false })
  })

  it('names the step that a flow lacks', () => {
    expect(() => replay({ id: 'holed', start: 'gone', steps: {} }, {})).toThrow('"gone"')
  })
})

describe('an edge for one earlier answer', () => {
  it.each([
    ['sends readers who gave it their own way', { app: 'a', install: 'done' }, 'add-a'],
    ['sends readers with another answer the way of everyone', { app: 'b', install: 'done' }, 'add'],
    ['waits for an answer to the step itself', { app: 'a' }, 'install'],
    ['counts together with the answer to the step itself', { app: 'a', install: 'done', 'add-a': 'no' }, 'help-a'],
  ])('%s', (_, answers, current) => {
    expect(replay(byApp, answers)).toMatchObject({ current })
  })

  it('does not count an answer that is off the path', () => {
    const flow: Flow = { ...byApp, start: 'install' }
    expect(replay(flow, { app: 'a', install: 'done' })).toMatchObject({ current: 'add' })
  })
})

describe('a flow that enters another', () => {
  const outer: Flow = {
    id: 'outer',
    start: 'ask',
    steps: {
      ask: { next: [{ when: 'no', enter: 'inner', to: 'act' }, { to: 'act' }] },
      act: { next: [{ to: 'end' }] },
      end: { next: [] },
    },
  }
  const inner: Flow = { id: 'inner', start: 'first', steps: { first: { next: [{ to: 'last' }] }, last: { next: [] } } }
  const answered = (answers: Record<string, string>) => (id: string) => (id === 'inner' ? { flow: inner, answers } : undefined)

  it('keeps the person in the other flow until it is finished', () => {
    expect(replay(outer, { ask: 'no' }, answered({}))).toEqual({
      flow: 'outer',
      path: ['ask'],
      current: 'ask',
      finished: false,
      entered: { flow: 'inner', path: ['first'], current: 'first', finished: false },
    })
  })

  it.each([
    ['carries on when the other flow is finished', { ask: 'no' }, { first: 'done' }],
    ['does not enter for another answer', { ask: 'yes' }, {}],
  ])('%s', (_, answers, inside) => {
    const trail = replay(outer, answers, answered(inside))
    expect(trail).toEqual({ flow: 'outer', path: ['ask', 'act'], current: 'act', finished: false })
  })

  it('carries on when nothing is known of the other flow', () => {
    expect(replay(outer, { ask: 'no' }).current).toBe('act')
  })

  it('does not follow two flows that enter each other for ever', () => {
    const loop: Flow = { ...inner, steps: { first: { next: [{ enter: 'outer', to: 'last' }] }, last: { next: [] } } }
    const trail = replay(outer, { ask: 'no' }, (id) => ({
      flow: id === 'inner' ? loop : outer,
      answers: { first: 'done', ask: 'no' },
    }))
    expect(trail.current).toBe('act')
  })

  it('plans the way that enters nothing', () => {
    expect(planThrough(outer, 'ask')).toEqual(['ask', 'act', 'end'])
  })

  it('knows where its readers return to', () => {
    expect(findReturns([outer, inner], 'inner')).toEqual([{ flow: 'outer', step: 'act' }])
    expect(findReturns([outer, inner], 'outer')).toEqual([])
  })
})
