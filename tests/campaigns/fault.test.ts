import { afterAll, describe, expect, inject, it } from 'vitest'
import { findCases, type Suffered, suffer } from './fault.ts'
import { OPERATIONS } from './operations.ts'
import { createRandom } from './random.ts'
import { beginWorld } from './world.ts'

const STRIDE = inject('strides').fault

afterAll(beginWorld)

describe('Xero that fails', () => {
  it.for(OPERATIONS)('during "$name" loses nothing, and nothing untrue is said', async (operation, { task }) => {
    const cases = await findCases(operation)
    const ended: Suffered[] = []
    const random = createRandom(`${inject('seed')} ${operation.name}`)
    for (let index = random.below(Math.min(STRIDE, cases.length || 1)); index < cases.length; index += STRIDE) {
      const one = cases[index]
      if (one !== undefined) ended.push(await suffer(operation, one))
    }
    const counted = (end: Suffered['end']) => ended.filter((one) => one.end === end).length
    task.meta.row = {
      operation: operation.name,
      cases: cases.length,
      tried: ended.length,
      'worked on': counted('worked-on'),
      'said honestly': counted('said-so'),
      lost: counted('lost'),
    }
    expect(ended.filter(({ end }) => end === 'lost')).toEqual([])
  })
})
