/** Lets Xero fail during an operation, and looks at what is said meanwhile, and at what is left once Xero is well again. */
import { now } from '../../src/contract/clock.ts'
import { letPass, localXero } from '../edge/local-xero.ts'
import { connectionOf, tokenOf } from '../edge/people.ts'
import type { Answer, Scene } from './acts.ts'
import { FAULT_KINDS, type FaultKind, fits, isCallOf, isForGood, XERO_CALLS, type XeroCall } from './fault-kinds.ts'
import { findBreaches, isAs } from './invariants.ts'
import type { Operation } from './operation.ts'
import { hurryWaits, timed } from './waiting.ts'
import { beginWorld, live } from './world.ts'

export interface FaultCase {
  readonly call: XeroCall
  readonly kind: FaultKind
}

export interface Suffered {
  readonly name: string
  /** `worked-on`: nobody had to do anything. `said-so`: who was turned away was told why, and coming again led to the goal. */
  readonly end: 'worked-on' | 'said-so' | 'lost'
  readonly breaches: readonly string[]
}

/** A caller waits 25 seconds at most; the Worker's own work takes a moment. */
const LONGEST_WAIT_SECONDS = 26
/** Four tries at one call; a consent asks for its own list and for an earlier one's. */
const MOST_CALLS = 8
/** The calls without which a check says nothing. */
const PROVING = ['token', 'connections', 'organisation']
const WAITING_CALLERS = 5
/** Longer than any cooldown, and than Xero asked for. */
const RECOVERY_SECONDS = 120
const SETTLING_SECONDS = 600
const CLEANING_SECONDS = 3 * 3600

/** Everything that can fail in an operation: the calls that it makes, each in every way. */
export async function findCases(operation: Operation): Promise<FaultCase[]> {
  await beginWorld()
  const scene = await operation.prepare()
  await localXero.forgetCalls()
  await operation.run(scene)
  const calls = await localXero.calls()
  return XERO_CALLS.filter((call) => calls.some((made) => isCallOf(call, made))).flatMap((call) =>
    FAULT_KINDS.filter((kind) => fits(kind, call)).map((kind) => ({ call, kind })),
  )
}

export async function suffer(operation: Operation, { call, kind }: FaultCase): Promise<Suffered> {
  const name = `${kind.name} at ${call.name}`
  await beginWorld()
  const scene = await operation.prepare()
  const before = await statesOf(scene)
  const { method, path } = call
  await localXero.fault({ method, path, ...kind.fault })
  await localXero.forgetCalls()
  hurryWaits()
  const begunAt = now()
  const { value: answer, seconds } = await timed(() => operation.run(scene))
  const said = await findLies(operation, scene, { call, kind, answer, seconds, before, begunAt })
  await localXero.mend()
  const after = await recover(operation, scene, kind, answer)
  const breaches = [...said, ...after.breaches]
  return { name, breaches, end: breaches.length > 0 ? 'lost' : after.workedOn ? 'worked-on' : 'said-so' }
}

interface Heard extends FaultCase {
  readonly answer: Answer
  readonly seconds: number
  /** Unix seconds */
  readonly begunAt: number
  /** By account. */
  readonly before: ReadonlyMap<string, string>
}

async function statesOf({ account, others }: Scene): Promise<Map<string, string>> {
  const states = new Map<string, string>()
  for (const each of [account, ...others]) states.set(each, (await connectionOf(each)).state)
  return states
}

/** What is said while Xero is down. */
async function findLies(operation: Operation, scene: Scene, heard: Heard): Promise<string[]> {
  const { call, kind, answer, seconds, before, begunAt } = heard
  const lies: string[] = []
  if (seconds > LONGEST_WAIT_SECONDS) lies.push(`the caller waited ${Math.round(seconds)} s`)
  if (answer.problem === 'internal') lies.push('the caller was told of a mistake of ours')
  if (kind.nature !== 'final') {
    for (const [account, state] of await statesOf(scene)) {
      const meant = account === scene.account ? operation.goal.state : operation.othersGoal?.state
      if (state === 'reconnect-required' && before.get(account) !== state && meant !== state)
        lies.push('temporary trouble became reconnect-required')
    }
  }
  const isTold = answer.problem !== undefined
  if (kind.nature === 'ours' && isTold && answer.problem !== 'our-settings') lies.push(`our own fault was called ${answer.problem}`)
  if (kind.nature === 'temporary' && answer.problem === 'our-settings') lies.push('an outage was called our own fault')
  if (kind.name === '429, later' && answer.status === 503 && (answer.retryAfterIn ?? 0) < 70)
    lies.push(`Xero asked for 77 s, and the caller was told ${answer.retryAfterIn}`)
  if (isForGood(kind) && call.name === 'actions') lies.push(...(await falselyReady(scene, begunAt)))
  if (isForGood(kind) && kind.nature !== 'final' && PROVING.includes(call.name) && operation.name.startsWith('check') && !isTold)
    lies.push('a check that Xero did not answer was called good')
  const made = (await localXero.calls()).filter((one) => isCallOf(call, one)).length
  if (made > MOST_CALLS) lies.push(`Xero was asked ${made} times`)
  if (kind.nature === 'temporary' && call.name === 'token' && answer.problem === 'xero-unavailable')
    lies.push(...(await hammer(scene)))
  return lies
}

/** What the login may do is not known: it was not read. */
async function falselyReady({ account }: Scene, begunAt: number): Promise<string[]> {
  const { readiness } = await connectionOf(account)
  const isNew = readiness?.readAt !== undefined && readiness.readAt >= begunAt
  return isNew && readiness.state === 'ready' ? ['ready, although Xero did not say what the login may do'] : []
}

/** While a login cools down, however many ask, Xero is left alone. */
async function hammer({ account }: Scene): Promise<string[]> {
  const refreshes = async () => (await localXero.calls()).filter(({ grantType }) => grantType === 'refresh_token').length
  const before = await refreshes()
  const answers = await Promise.all(Array.from({ length: WAITING_CALLERS }, () => tokenOf(account)))
  const after = await refreshes()
  await Promise.all(answers.map((answer) => answer.body?.cancel()))
  return after > before + 4 ? [`${WAITING_CALLERS} more callers asked Xero ${after - before} times more`] : []
}

/** Xero is well again, and whoever was turned away comes again. */
async function recover(operation: Operation, scene: Scene, kind: FaultKind, answer: Answer) {
  const { goal, again } = operation
  const breaches: string[] = []
  await letPass(RECOVERY_SECONDS)
  await live(SETTLING_SECONDS)
  const workedOn = await isAs(scene.account, goal)
  const isFinal = kind.nature === 'final'
  let last = answer
  if (again !== undefined && (!workedOn || answer.problem !== undefined)) last = await again(scene)
  await live(CLEANING_SECONDS)
  if (isFinal) return { workedOn, breaches: await findFinalBreaches(scene, last) }
  if (!(await isAs(scene.account, goal))) breaches.push('the goal is not reached, even after the next step')
  for (const other of scene.others)
    if (!(await isAs(other, operation.othersGoal ?? {}))) breaches.push('another account has suffered')
  breaches.push(...(await findBreaches([scene.account, ...scene.others], operation.mayStay)))
  return { workedOn, breaches }
}

/** Xero has spoken of a login for good, although it was not so: each account believes it, and nobody is told that all is well when it is not. */
async function findFinalBreaches({ account, others }: Scene, last: Answer): Promise<string[]> {
  if (last.problem === 'internal') return ['the next step failed through a mistake of ours']
  const breaches: string[] = []
  for (const each of [account, ...others]) {
    const { state } = await connectionOf(each)
    const { status, body } = await tokenOf(each)
    await body?.cancel()
    if ((status === 200) !== (state === 'connected'))
      breaches.push(`the state is ${state}, and a call for a token is answered ${status}`)
  }
  return breaches
}
