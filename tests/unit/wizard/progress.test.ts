import { describe, expect, it } from 'vitest'
import { join, NO_PROGRESS, type Progress, type ProgressEvent, reduce } from '../../../src/wizard/progress.ts'

const some: Progress = { answers: { ask: 'yes' }, visited: ['ask'] }

describe('reduce', () => {
  it.each<[string, Progress, ProgressEvent, Progress]>([
    ['remembers a visit', NO_PROGRESS, { type: 'visited', step: 'ask' }, { answers: {}, visited: ['ask'] }],
    ['remembers a visit once', some, { type: 'visited', step: 'ask' }, some],
    ['takes a new answer', some, { type: 'answered', step: 'ask', answer: 'no' }, { answers: { ask: 'no' }, visited: ['ask'] }],
    [
      'adds what was proved and keeps what was answered',
      some,
      { type: 'proved', steps: ['ask', 'act'] },
      { answers: { ask: 'yes', act: 'done' }, visited: ['ask'] },
    ],
    ['forgets what was undone', some, { type: 'undone', steps: ['ask'] }, NO_PROGRESS],
    [
      'remembers where to carry on, whatever is done or undone meanwhile',
      { ...some, carryOn: { flow: 'connect', step: 'log-in' } },
      { type: 'undone', steps: ['ask'] },
      { ...NO_PROGRESS, carryOn: { flow: 'connect', step: 'log-in' } },
    ],
    [
      'takes the newest place to carry on',
      some,
      { type: 'entered', carryOn: { flow: 'connect', step: 'log-in' } },
      { ...some, carryOn: { flow: 'connect', step: 'log-in' } },
    ],
    [
      'forgets the place when the reader went back to it',
      { ...some, carryOn: { flow: 'connect', step: 'log-in' } },
      { type: 'left' },
      some,
    ],
    ['counts what Xero refused', some, { type: 'refused', step: 'code' }, { ...some, refused: { code: 1 } }],
    [
      'counts on, step by step',
      { ...some, refused: { code: 1, other: 4 } },
      { type: 'refused', step: 'code' },
      { ...some, refused: { code: 2, other: 4 } },
    ],
    [
      'forgets refusals once Xero has accepted a code',
      { ...some, refused: { code: 2 } },
      { type: 'answered', step: 'code', answer: 'done' },
      { ...some, answers: { ask: 'yes', code: 'done' } },
    ],
    [
      'forgets no others',
      { ...some, refused: { code: 2, other: 1 } },
      { type: 'answered', step: 'code', answer: 'done' },
      { ...some, answers: { ask: 'yes', code: 'done' }, refused: { other: 1 } },
    ],
    ['leaves the rest when something is undone', some, { type: 'undone', steps: ['act'] }, some],
  ])('%s', (_, before, event, after) => {
    expect(reduce(before, event)).toEqual(after)
  })
})

describe('join', () => {
  it('takes the newer answer and way back, and every step that was visited', () => {
    const older: Progress = { answers: { ask: 'no', act: 'done' }, visited: ['ask', 'act'], carryOn: { flow: 'a', step: 'b' } }
    const newer: Progress = { answers: { ask: 'yes' }, visited: ['look', 'ask'] }
    const joined = { answers: { ask: 'yes', act: 'done' }, visited: ['ask', 'act', 'look'], carryOn: { flow: 'a', step: 'b' } }
    expect(join(older, newer)).toEqual(joined)
    expect(join(newer, { ...older, carryOn: { flow: 'c', step: 'd' } }).carryOn).toEqual({ flow: 'c', step: 'd' })
    expect(join(NO_PROGRESS, newer)).toEqual(newer)
  })
})
