import { describe, expect, it } from 'vitest'
import { createProgressStore } from '../../../src/store/progress-store.ts'
import { NO_PROGRESS, type Progress } from '../../../src/wizard/progress.ts'

const progress: Progress = { answers: { ask: 'yes' }, visited: ['ask'] }
const nobody = () => undefined
const ACME = 'Zk3vQx_0aB-9LmTe'
const RIVERBANK = '__defineGetter__'

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
    const store = createProgressStore(createMemory(), () => 1_000, nobody)
    store.write('connect', progress)
    store.write('fourth', { ...progress, refused: { ask: 2 } })
    expect(store.read('fourth').refused).toEqual({ ask: 2 })
    store.write('other', { answers: {}, visited: ['first'], carryOn: { flow: 'connect', step: 'ask' } })
    expect(store.read('connect')).toEqual(progress)
    expect(store.read('other')).toEqual({ answers: {}, visited: ['first'], carryOn: { flow: 'connect', step: 'ask' } })
    expect(store.read('third')).toEqual(NO_PROGRESS)
  })

  it('forgets after 90 days without a change', () => {
    let now = 1_000
    const store = createProgressStore(createMemory(), () => now, nobody)
    store.write('connect', progress)
    now += 90 * 86_400
    expect(store.read('connect')).toEqual(progress)
    now += 1
    expect(store.read('connect')).toEqual(NO_PROGRESS)
  })

  it.each([
    ['text that is not JSON', '{'],
    ['another version', '{"version":3,"savedAt":1000,"flows":{"connect":{"answers":{},"visited":["ask"]}}}'],
    ['no time', '{"version":1,"flows":{"connect":{"answers":{},"visited":["ask"]}}}'],
    ['answers of another shape', '{"version":1,"savedAt":1000,"flows":{"connect":{"answers":{"ask":1},"visited":["ask"]}}}'],
    ['visits of another shape', '{"version":1,"savedAt":1000,"flows":{"connect":{"answers":{},"visited":"ask"}}}'],
    [
      'a return of another shape',
      '{"version":1,"savedAt":1000,"flows":{"connect":{"answers":{},"visited":[],"carryOn":"connect"}}}',
    ],
    [
      'refusals of another shape',
      '{"version":1,"savedAt":1000,"flows":{"connect":{"answers":{},"visited":[],"refused":{"code":"2"}}}}',
    ],
    ['a list', '[]'],
    ['sets of another shape', '{"version":2,"sets":[]}'],
    ['a set of another shape', '{"version":2,"sets":{"":[]}}'],
    ['a set without a time', '{"version":2,"sets":{"":{"flows":{"connect":{"answers":{},"visited":["ask"]}}}}}'],
  ])('reads %s as nothing', (_, saved) => {
    expect(createProgressStore(createMemory(saved), () => 1_000, nobody).read('connect')).toEqual(NO_PROGRESS)
  })

  it('has no memory where the browser refuses', () => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError')
    }
    const store = createProgressStore({ getItem: refuse, setItem: refuse }, () => 1_000, nobody)
    expect(() => store.write('connect', progress)).not.toThrow()
    expect(store.read('connect')).toEqual(NO_PROGRESS)
  })
})

describe('the progress store of several accounts', () => {
  function createDevice(initial?: string) {
    const memory = createMemory(initial)
    let [now, account] = [1_000, undefined as string | undefined]
    const store = createProgressStore(
      memory,
      () => now,
      () => account,
    )
    return {
      store,
      kept: () => memory.kept.get('guide.progress') ?? '',
      be: (next: string | undefined) => {
        account = next
      },
      wait: (seconds: number) => {
        now += seconds
      },
    }
  }

  it('keeps what was done for one from every other, and from readers without a session', () => {
    const { store, be } = createDevice()
    be(ACME)
    store.write('connect', progress)
    be(RIVERBANK)
    expect(store.read('connect')).toEqual(NO_PROGRESS)
    store.write('connect', { answers: {}, visited: ['other'] })
    be(undefined)
    expect(store.read('connect')).toEqual(NO_PROGRESS)
    be(ACME)
    expect(store.read('connect')).toEqual(progress)
  })

  it('gives what was done without a session to the first account with a session, once, even when it only looks', () => {
    const { store, be } = createDevice()
    store.write('connect', progress)
    be(ACME)
    expect(store.read('other')).toEqual(NO_PROGRESS)
    be(RIVERBANK)
    expect(store.read('connect')).toEqual(NO_PROGRESS)
    be(undefined)
    expect(store.read('connect')).toEqual(NO_PROGRESS)
    be(ACME)
    expect(store.read('connect')).toEqual(progress)
  })

  it('adds what was done between two sessions to what the account had', () => {
    const { store, be } = createDevice()
    be(ACME)
    store.write('connect', { answers: { ask: 'no', log: 'done' }, visited: ['ask', 'log'] })
    be(undefined)
    store.write('connect', { ...progress, carryOn: { flow: 'other', step: 'first' } })
    be(ACME)
    expect(store.read('connect')).toEqual({
      answers: { ask: 'yes', log: 'done' },
      visited: ['ask', 'log'],
      carryOn: { flow: 'other', step: 'first' },
    })
  })

  it('reads the record of the version before as done without a session', () => {
    const saved = JSON.stringify({ version: 1, savedAt: 1_000, flows: { connect: progress } })
    const { store, be } = createDevice(saved)
    expect(store.read('connect')).toEqual(progress)
    be(ACME)
    expect(store.read('connect')).toEqual(progress)
    be(RIVERBANK)
    expect(store.read('connect')).toEqual(NO_PROGRESS)
  })

  it('drops a set 90 days after its last change, also while others are in use', () => {
    const { store, be, wait, kept } = createDevice()
    be(ACME)
    store.write('connect', progress)
    wait(90 * 86_400 + 1)
    be(RIVERBANK)
    store.write('connect', progress)
    expect(kept()).not.toContain(ACME)
    expect(store.read('connect')).toEqual(progress)
  })

  it('keeps the 50 sets that were changed last', () => {
    const { store, be, wait } = createDevice()
    const accounts = Array.from({ length: 51 }, (_, at) => `account-${at + 10_000_000}`)
    for (const account of accounts) {
      be(account)
      store.write('connect', progress)
      wait(1)
    }
    const known = accounts.filter((account) => {
      be(account)
      return store.read('connect') !== NO_PROGRESS
    })
    expect(known).toEqual(accounts.slice(1))
  })
})
