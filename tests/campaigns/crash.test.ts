import { afterAll, describe, expect, inject, it } from 'vitest'
import { type Ended, killAt } from './crash.ts'
import { OPERATIONS } from './operations.ts'
import { createRandom } from './random.ts'
import { beginWorld } from './world.ts'

const STRIDE = inject('strides').crash

afterAll(beginWorld)

describe('a Worker that is killed', () => {
  it.for(OPERATIONS)('during "$name" loses nothing', async (operation, { task }) => {
    const { passed, ...unharmed } = await killAt(operation)
    expect(unharmed).toEqual({ end: 'worked-on', breaches: [] })
    expect(passed).toBeGreaterThan(5)
    const ended: Ended[] = []
    const random = createRandom(`${inject('seed')} ${operation.name}`)
    for (let point = 1 + random.below(Math.min(STRIDE, passed)); point <= passed; point += STRIDE)
      ended.push(await killAt(operation, point))

    expect(ended.length).toBeGreaterThan(0)
    const counted = (end: Ended['end']) => ended.filter((one) => one.end === end).length
    task.meta.row = {
      operation: operation.name,
      points: passed,
      tried: ended.length,
      'worked on': counted('worked-on'),
      'said honestly': counted('said-so'),
      lost: counted('lost'),
    }
    expect(ended.filter(({ end }) => end === 'lost')).toEqual([])
  })
})
