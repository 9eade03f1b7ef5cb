import type { Answer, Scene } from './acts.ts'
import type { Goal } from './invariants.ts'

/** Something that is done in a world of its own, with what must come of it. */
export interface Operation {
  readonly name: string
  /** The world before. */
  prepare(): Promise<Scene>
  /** What may be cut short, or meet a fault. */
  run(scene: Scene): Promise<Answer>
  /** An ordinary person's next step when the goal was not reached, or no answer came; without one, nobody need do anything. */
  again?(scene: Scene): Promise<Answer>
  /** How the account is in the end. */
  readonly goal: Goal
  /** And the others. */
  readonly othersGoal?: Goal
  /** A company that Xero may keep connected although nobody here owns it: its person's answer was lost, and nobody claimed it. */
  readonly mayStay?: string
  /** Something was closed at Xero, and a look that is still to come will find it: until then the account can't know. */
  readonly isFoundLater?: true
}
