import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Ended, killAt } from './crash.ts'
import { suffer } from './fault.ts'
import { FAULT_KINDS, XERO_CALLS } from './fault-kinds.ts'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { confirmForTheAsker, forgetAgenda, sabotage, saveTokensLater, takeSilenceForYes, writeMessagesLater } from './sabotage.ts'
import { beginWorld } from './world.ts'

const STRIDE = 4

afterEach(() => {
  sabotage.commit = undefined
  sabotage.answer = undefined
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
  it('catches a Worker that makes what a helper allowed active before the asker confirms', async () => {
    sabotage.answer = confirmForTheAsker
    expect(await findLoss(operationOf('hand-over: the helper allows'))).toBeDefined()
  })
})

describe('the fault campaign', () => {
  const silenceBy = (kind: string) => {
    const found = FAULT_KINDS.find(({ name }) => name === kind)
    const call = XERO_CALLS.find(({ name }) => name === 'actions')
    if (found === undefined || call === undefined) throw new RangeError('there is no such fault')
    return { kind: found, call }
  }

  it.each(['500', '401'])('catches a Worker that says "ready" when it could not read what the login may do (%s)', async (kind) => {
    sabotage.answer = takeSilenceForYes
    const { breaches } = await suffer(operationOf('check by a person'), silenceBy(kind))
    expect(breaches).toContain('ready, although Xero did not say what the login may do')
  })
})
