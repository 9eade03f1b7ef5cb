import { describe, expect, it } from 'vitest'
import { createProgressStore } from '../../../src/store/progress-store.ts'
import { NO_PROGRESS, type Progress } from '../../../src/wizard/progress.ts'

const progress: Progress = { answers: { ask: 'yes' }, visited: ['ask'] }

function createMemory(initial?: string) {
  const kept = new Map(initial === undefined ? [] : [['guide.progress', initial]])
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

describe('the progress store', () => {
  it('gives back what was written, flow by flow', () => {
    const store = createProgressStore(createMemory(), () => 1_000)
    store.write('connect', progress)
    store.write('other', { answers: {}, visited: ['first'], carryOn: { flow: 'connect', step: 'ask' } })
    expect(store.read('connect')).toEqual(progress)
    expect(store.read('other')).toEqual({ answers: {}, visited: ['first'], carryOn: { flow: 'connect', step: 'ask' } })
    expect(store.read('third')).toEqual(NO_PROGRESS)
  })

  it('forgets after 90 days without a change', () => {
    let now = 1_000
    const store = createProgressStore(createMemory(), () => now)
    store.write('connect', progress)
    now += 90 * 86_400
    expect(store.read('connect')).toEqual(progress)
    now += 1
    expect(store.read('connect')).toEqual(NO_PROGRESS)
  })

  it.each([
    ['text that is not JSON', '{'],
    ['another version', '{"version":2,"savedAt":1000,"flows":{"connect":{"answers":{},"visited":["ask"]}}}'],
    ['no time', '{"version":1,"flows":{"connect":{"answers":{},"visited":["ask"]}}}'],
    ['answers of another shape', '{"version":1,"savedAt":1000,"flows":{"connect":{"answers":{"ask":1},"visited":["ask"]}}}'],
    ['visits of another shape', '{"version":1,"savedAt":1000,"flows":{"connect":{"answers":{},"visited":"ask"}}}'],
    [
      'a return of another shape',
      '{"version":1,"savedAt":1000,"flows":{"connect":{"answers":{},"visited":[],"carryOn":"connect"}}}',
    ],
    ['a list', '[]'],
  ])('reads %s as nothing', (_, saved) => {
    expect(createProgressStore(createMemory(saved), () => 1_000).read('connect')).toEqual(NO_PROGRESS)
  })

  it('has no memory where the browser refuses', () => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError')
    }
    const store = createProgressStore({ getItem: refuse, setItem: refuse }, () => 1_000)
    expect(() => store.write('connect', progress)).not.toThrow()
    expect(store.read('connect')).toEqual(NO_PROGRESS)
  })
})
