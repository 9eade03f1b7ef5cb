import { describe, expect, it } from 'vitest'
import type { Flow } from '../../../src/wizard/flow.ts'
import { ownWay, planThrough } from '../../../src/wizard/plan.ts'
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

describe('planThrough', () => {
  it.each([
    ['ask', ['ask', 'learn', 'act', 'end']],
    ['learn', ['ask', 'learn', 'act', 'end']],
    ['act', ['ask', 'learn', 'act', 'end']],
    ['end', ['ask', 'learn', 'act', 'end']],
  ])('leads through %s to the end', (target, path) => {
    expect(planThrough(flow, target)).toEqual(path)
  })

  it('refuses a step that nothing leads to', () => {
    expect(() => planThrough(flow, 'elsewhere')).toThrow(RangeError)
  })

  it.each([
    ['install', ['app', 'install', 'add', 'end']],
    ['add', ['app', 'install', 'add', 'end']],
  ])('leads through %s as for everyone', (target, path) => {
    expect(planThrough({ ...byApp, steps: { ...byApp.steps, app: bothApps } }, target)).toEqual(path)
  })

  it('leads through a step for some by the answer that it is for', () => {
    const path = planThrough({ ...byApp, steps: { ...byApp.steps, app: bothApps } }, 'help-a')
    expect(path).toEqual(['app', 'install', 'add-a', 'help-a', 'end'])
  })
})

describe('ownWay', () => {
  it.each([
    ['goes by the answers and on from there as for everyone', 'install', { app: 'b' }, ['app', 'install', 'add', 'end']],
    ['goes by an earlier answer through steps to come', 'install', { app: 'a' }, ['app', 'install', 'add-a', 'end']],
    [
      'goes on by the answers after the step, too',
      'app',
      { app: 'a', 'add-a': 'no' },
      ['app', 'install', 'add-a', 'help-a', 'end'],
    ],
    ['is none where the answers lead past the step', 'add', { app: 'a' }, undefined],
  ])('%s', (_, through, answers, path) => {
    expect(ownWay(byApp, through, answers)).toEqual(path)
  })

  it('goes as for everyone from an answer that the step no longer offers', () => {
    const choices: Flow = { id: 'c', start: 'ask', steps: { ask: { next: [{ when: 'no', to: 'end' }] }, end: { next: [] } } }
    expect(ownWay(choices, 'ask', { ask: 'gone' })).toEqual(['ask', 'end'])
  })
})

const bothApps = {
  next: [
    { when: 'b', to: 'install' },
    { when: 'a', to: 'install' },
  ],
}
