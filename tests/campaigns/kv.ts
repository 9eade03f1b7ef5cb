/** Puts KV out of order during an operation, and looks at what is said meanwhile, and at what is left afterwards. */
import { vi } from 'vitest'
import { letPass } from '../edge/local-xero.ts'
import { connectionOf, tokenOf } from '../edge/people.ts'
import { breachesOfAccount, findBreaches, isAs } from './invariants.ts'
import type { KvFault } from './kv-kinds.ts'
import type { Operation } from './operation.ts'
import { beginWorld, live } from './world.ts'

export interface KvEnded {
  readonly name: string
  readonly end: 'unnoticed' | 'lost'
  readonly breaches: readonly string[]
}

/** KV serves what is older for so long, and our repeats come within. */
const CATCHING_UP_SECONDS = 120
const CLEANING_SECONDS = 3 * 3600

/** The goal is reached by the first try, whatever KV does: nobody is asked to come again because of it. */
export async function disturb(operation: Operation, fault: KvFault): Promise<KvEnded> {
  const { name, mayBeOld } = fault
  await beginWorld()
  const scene = await operation.prepare()
  await fault.begin()
  const answer = await operation.run(scene)
  const breaches: string[] = []
  if (answer.problem !== undefined && operation.name !== 'wrong organisation put aside')
    breaches.push(`the caller was told ${answer.problem}`)
  const accounts = [scene.account, ...scene.others]
  // An alarm has told whatever it could; its repeats are for later.
  if (mayBeOld !== true) for (const account of accounts) breaches.push(...(await breachesMeanwhile(account)))
  vi.restoreAllMocks()
  await letPass(CATCHING_UP_SECONDS)
  await live(0)
  if (operation.isFoundLater !== true) for (const account of accounts) breaches.push(...(await breachesOfAccount(account)))
  await live(CLEANING_SECONDS)
  if (!(await isAs(scene.account, operation.goal))) breaches.push('the goal is not reached')
  for (const other of scene.others)
    if (!(await isAs(other, operation.othersGoal ?? {}))) breaches.push('another account has suffered')
  breaches.push(...(await findBreaches(accounts, operation.mayStay)))
  return { name, breaches, end: breaches.length > 0 ? 'lost' : 'unnoticed' }
}

/** While KV is out of order the objects answer, from what they have on disk. */
async function breachesMeanwhile(account: string): Promise<string[]> {
  const { state } = await connectionOf(account)
  const { status, body } = await tokenOf(account)
  await body?.cancel()
  return (state === 'connected') === (status === 200)
    ? []
    : [`meanwhile the state is ${state}, and a call for a token is answered ${status}`]
}
