import type { Flow } from '../wizard/flow.ts'
import { planThrough } from '../wizard/plan.ts'
import { isConfirmedByWorker } from './live-steps.ts'
import { FIRST_LOCALE } from './locale.ts'
import { readStep } from './steps.ts'

/** Step ids, separated by spaces: what the Worker's word on a session or a connection says about the steps of a flow. */
export interface Milestones {
  /** Done, because the session came from miStable. */
  readonly session: string
  /** Done, because Xero gave access. */
  readonly access: string
  /** Done, because miBilling is connected; those of `confirmed` are not among them. */
  readonly connected: string
  /** Done for as long as the Worker says that miBilling is connected. */
  readonly confirmed: string
  /** Not done, because nothing is connected. */
  readonly undone: string
}

export async function readMilestones(flow: Flow): Promise<Milestones> {
  const plan = planThrough(flow, flow.start)
  const words = await Promise.all(plan.map(async (id) => (await readStep(FIRST_LOCALE, id)).entry.data))
  const placeOf = (...actions: readonly string[]): number => {
    const at = words.findIndex((step) => step.kind === 'connect' && actions.includes(step.action))
    return at === -1 ? plan.length : at
  }
  const isConfirmed = (at: number): boolean => {
    const step = words[at]
    return step !== undefined && isConfirmedByWorker(step, words)
  }
  const login = placeOf('log-in', 'reconnect')
  return {
    session: plan.filter((_, at) => words[at]?.place === 'mistable' && at < login).join(' '),
    access: plan.slice(0, placeOf('organisation')).join(' '),
    connected: plan.filter((_, at) => !isConfirmed(at)).join(' '),
    confirmed: plan.filter((_, at) => isConfirmed(at)).join(' '),
    undone: plan.slice(login).join(' '),
  }
}
