import { describe, expect, it } from 'vitest'
import { findFaults, type StepFacts } from '../../../src/wizard/faults.ts'
import type { Edge, Flow } from '../../../src/wizard/flow.ts'

const flowOf = (steps: Record<string, Edge[]>, start = 'a'): Flow => ({
  id: 'sample',
  start,
  steps: Object.fromEntries(Object.entries(steps).map(([id, next]) => [id, { next }])),
})
const task = { final: false, problems: 1 }
const end = { final: true, problems: 0 }
const asks = (...options: string[]) => ({ final: false, options, problems: 1 })

describe('findFaults', () => {
  it.each<[string, Flow, StepFacts, unknown[]]>([
    ['finds nothing in a sound flow', flowOf({ a: [{ to: 'b' }], b: [] }), { a: task, b: end }, []],
    [
      'finds a start that is missing',
      flowOf({ b: [] }, 'a'),
      { b: end },
      [
        { kind: 'missing-step', step: 'a' },
        { kind: 'orphan', step: 'b' },
      ],
    ],
    [
      'finds an edge to a missing step',
      flowOf({ a: [{ to: 'b' }] }),
      { a: task },
      [{ kind: 'missing-step', step: 'b', from: 'a' }],
    ],
    ['finds a step without words', flowOf({ a: [{ to: 'b' }], b: [] }), { a: task }, [{ kind: 'missing-words', step: 'b' }]],
    ['finds an orphan', flowOf({ a: [], b: [] }), { a: end, b: end }, [{ kind: 'orphan', step: 'b' }]],
    [
      'finds a cycle once',
      flowOf({ a: [{ to: 'b' }], b: [{ to: 'c' }], c: [{ to: 'b' }] }),
      { a: task, b: task, c: task },
      [{ kind: 'cycle', path: ['b', 'c', 'b'] }],
    ],
    [
      'lets two branches meet again',
      flowOf({
        a: [
          { when: 'x', to: 'b' },
          { when: 'y', to: 'c' },
        ],
        b: [{ to: 'c' }],
        c: [],
      }),
      { a: asks('x', 'y'), b: task, c: end },
      [],
    ],
    [
      'finds a branch for an option that is not offered',
      flowOf({
        a: [
          { when: 'x', to: 'b' },
          { when: 'z', to: 'b' },
        ],
        b: [],
      }),
      { a: asks('x'), b: end },
      [{ kind: 'dead-branch', step: 'a', when: 'z', to: 'b' }],
    ],
    [
      'finds a branch behind one that takes everything',
      flowOf({ a: [{ to: 'b' }, { when: 'x', to: 'b' }], b: [] }),
      { a: asks('x'), b: end },
      [{ kind: 'dead-branch', step: 'a', when: 'x', to: 'b' }],
    ],
    [
      'finds an option that leads nowhere',
      flowOf({ a: [{ when: 'x', to: 'b' }], b: [] }),
      { a: asks('x', 'y'), b: end },
      [{ kind: 'unanswered-option', step: 'a', option: 'y' }],
    ],
    ['finds a task at the end', flowOf({ a: [] }), { a: task }, [{ kind: 'wrong-end', step: 'a' }]],
    ['finds an outcome that leads on', flowOf({ a: [{ to: 'b' }], b: [] }), { a: end, b: end }, [{ kind: 'wrong-end', step: 'a' }]],
    [
      'finds a step that leads to no problem page',
      flowOf({ a: [{ to: 'b' }], b: [] }),
      { a: { final: false, problems: 0 }, b: end },
      [{ kind: 'no-problem-link', step: 'a' }],
    ],
  ])('%s', (_, flow, facts, faults) => {
    expect(findFaults(flow, facts)).toEqual(faults)
  })

  describe('where an edge is for one earlier answer', () => {
    const given = (step: string, answer: string) => ({ given: { step, answer } })
    /** a asks; x and y meet again at d, whose first edge is the one given. */
    const meeting = (...next: Edge[]): Flow =>
      flowOf({
        a: [
          { when: 'x', to: 'b' },
          { when: 'y', to: 'c' },
        ],
        b: [{ to: 'd' }],
        c: [{ to: 'end' }],
        d: next,
        end: [],
      })
    const facts = { a: asks('x', 'y'), b: task, c: task, d: task, end }
    const fault = (kind: string, step: string, answer: string) => ({ kind, step: 'd', ...given(step, answer) })

    it.each<[string, Edge[], unknown[]]>([
      ['finds nothing where a way and the rest are written', [{ ...given('a', 'x'), to: 'end' }, { to: 'end' }], []],
      ['finds nothing in a way by a step that was only done', [{ ...given('b', 'done'), to: 'end' }, { to: 'end' }], []],
      [
        'finds a step that is not in the flow',
        [{ ...given('z', 'x'), to: 'end' }, { to: 'end' }],
        [fault('unknown-earlier', 'z', 'x')],
      ],
      ['finds an answer nobody can give', [{ ...given('a', 'z'), to: 'end' }, { to: 'end' }], [fault('unknown-answer', 'a', 'z')]],
      ['finds an answer that leads past', [{ ...given('a', 'y'), to: 'end' }, { to: 'end' }], [fault('never-given', 'a', 'y')]],
      [
        'finds a step that comes behind',
        [{ ...given('end', 'done'), to: 'end' }, { to: 'end' }],
        [fault('never-given', 'end', 'done')],
      ],
      ['finds the step itself', [{ ...given('d', 'done'), to: 'end' }, { to: 'end' }], [fault('never-given', 'd', 'done')]],
      [
        'finds that the rest is missing, once',
        [
          { ...given('a', 'x'), to: 'end' },
          { ...given('b', 'done'), to: 'end' },
        ],
        [fault('missing-else', 'a', 'x')],
      ],
      [
        'finds an edge behind the one for everyone',
        [{ to: 'end' }, { ...given('a', 'x'), to: 'end' }],
        [{ kind: 'dead-branch', step: 'd', when: 'else', to: 'end' }],
      ],
    ])('%s', (_, next, faults) => {
      expect(findFaults(meeting(...next), facts)).toEqual(faults)
    })

    it('finds that the rest is missing for one option of a choice', () => {
      const flow = meeting({ when: 'p', ...given('a', 'x'), to: 'end' }, { when: 'q', to: 'end' })
      const faults = [{ ...fault('missing-else', 'a', 'x'), when: 'p' }]
      expect(findFaults(flow, { ...facts, d: asks('p', 'q') })).toEqual(faults)
    })
  })

  describe('where a flow enters another', () => {
    const facts = { a: task, b: end }
    const outer = { ...flowOf({ a: [{ enter: 'inner', to: 'b' }], b: [] }), id: 'outer' }
    const entering = (id: string, enter?: string): Flow => ({
      ...flowOf({ a: [enter === undefined ? { to: 'b' } : { enter, to: 'b' }], b: [] }),
      id,
    })

    it.each<[string, Record<string, Flow>, unknown[]]>([
      ['finds nothing in a way there and back', { outer, inner: entering('inner') }, []],
      ['finds a flow that is not there', { outer }, [{ kind: 'missing-flow', step: 'a', flow: 'inner' }]],
      [
        'finds a flow that leads into itself through others',
        { outer, inner: entering('inner', 'third'), third: entering('third', 'outer') },
        [{ kind: 'enters-itself', step: 'a', path: ['outer', 'inner', 'third', 'outer'] }],
      ],
    ])('%s', (_, flows, faults) => {
      expect(findFaults(outer, facts, flows)).toEqual(faults)
    })

    it('finds a flow that enters itself', () => {
      const own = entering('own', 'own')
      expect(findFaults(own, facts, { own })).toEqual([{ kind: 'enters-itself', step: 'a', path: ['own', 'own'] }])
    })
  })
})
