import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Ended, killAt } from './crash.ts'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { forgetAgenda, sabotage, saveTokensLater, writeMessagesLater } from './sabotage.ts'
import { beginWorld } from './world.ts'

const STRIDE = 4

afterEach(() => {
  sabotage.commit = undefined
})
afterAll(beginWorld)

function operationOf(name: string): Operation {
  const found = OPERATIONS.find((operation) => operation.name === name)
  if (found === undefined) throw new RangeError(`there is no operation "${name}"`)
  return found
}

/** @returns the first point at which something is lost */
async function findLoss(operation: Operation): Promise<Ended | undefined> {
  const { passed, end } = await killAt(operation)
  if (end === 'lost') return { passed, end, breaches: [] }
  for (let point = passed; point > 0; point -= STRIDE) {
    const ended = await killAt(operation, point)
    if (ended.end === 'lost') return ended
  }
  return undefined
}

describe('the crash campaign', () => {
  it.each([
    ['forgets what is still to be done', 'check', forgetAgenda],
    ['writes messages after the change that they tell of', 'choice', writeMessagesLater],
    ['uses tokens before they are saved', 'first connection', saveTokensLater],
  ])('catches a Worker that %s', async (_, name, commit) => {
    sabotage.commit = commit
    expect(await findLoss(operationOf(name))).toBeDefined()
  })
})
