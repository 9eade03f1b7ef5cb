/** Which steps need the Worker. */
import type { StepWords } from '../schema/step.ts'

/** Whether the step's page shows the reader's own data, or holds a form of theirs: the Worker answers it. Others are files, the same for everybody. */
export const isLive = (step: StepWords): boolean =>
  step.kind === 'connect' || ((step.kind === 'outcome' || step.kind === 'task') && step.action !== undefined)

/**
 * Whether only the Worker can say that a step is done, and only for now: choosing the organisation, and the end of a way through Xero.
 * What a reader's browser remembers says nothing about it.
 *
 * @param plan the words of every step on the way, this one among them
 */
export function isConfirmedByWorker(step: StepWords, plan: readonly StepWords[]): boolean {
  if (step.kind === 'connect') return step.action === 'organisation'
  return step.kind === 'outcome' && plan.some(({ kind }) => kind === 'connect')
}
