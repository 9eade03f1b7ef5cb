import { afterAll, describe, expect, inject, it } from 'vitest'
import { disturb, type KvEnded } from './kv.ts'
import { KV_FAULTS } from './kv-kinds.ts'
import { OPERATIONS } from './operations.ts'
import { createRandom } from './random.ts'
import { beginWorld } from './world.ts'

const STRIDE = inject('strides').kv

afterAll(beginWorld)

describe('KV that is out of order', () => {
  it.for(OPERATIONS)('during "$name" is not noticed by anybody', async (operation, { task }) => {
    const ended: KvEnded[] = []
    const first = createRandom(`${inject('seed')} ${operation.name}`).below(Math.min(STRIDE, KV_FAULTS.length))
    for (const fault of KV_FAULTS.filter((_, index) => index % STRIDE === first)) ended.push(await disturb(operation, fault))
    expect(ended.length).toBeGreaterThan(0)
    const lost = ended.filter(({ end }) => end === 'lost')
    task.meta.row = {
      operation: operation.name,
      kinds: KV_FAULTS.length,
      tried: ended.length,
      unnoticed: ended.length - lost.length,
      lost: lost.length,
    }
    expect(lost).toEqual([])
  })
})
