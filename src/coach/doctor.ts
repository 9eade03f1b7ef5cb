import type { Explanation } from './explanations.ts'
import { STEP_MS } from './one-time-code.ts'

export type Finding =
  | { readonly is: 'right' }
  /** It was right until a moment ago. */
  | { readonly is: 'rolled-over' }
  /** Off by less than codes allow, as far as can be known from codes. */
  | { readonly is: 'near'; readonly direction: 'slow' | 'fast' }
  | { readonly is: 'off'; readonly direction: 'slow' | 'fast'; readonly seconds: number }
  | { readonly is: 'counter' }
  | { readonly is: 'other-entry'; readonly entry: number }
  /** More than one explanation fits: the next code tells. */
  | { readonly is: 'again' }
  | { readonly is: 'unknown' }

/** What earlier codes of the same person have shown. */
export interface Case {
  /** The phone's clock less the right time, in milliseconds, lies from here to there. */
  readonly from: number
  readonly to: number
  /** The explanations that fit the last code, where there were several. */
  readonly left: readonly Explanation[]
  readonly asked: number
}

export const NEW_CASE: Case = {
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
  left: [],
  asked: 0,
}

/** Codes say no more than that about a clock, and nobody should read more into it. */
const SAID_TO_SECONDS = 10

/** How long after it was read a code may be sent. */
const READING_MS = 20_000

/** A phone may have turned to the next code a little before or after us. */
const isSame = (one: Explanation, other: Explanation): boolean =>
  one.entry === other.entry &&
  (one.by === 'time' ? other.by === 'time' && Math.abs(one.steps - other.steps) <= 1 : other.by === 'counter')

/** @param at the right time when the code was sent, in milliseconds */
export function diagnose(
  before: Case,
  found: readonly Explanation[],
  at: number,
): { readonly finding: Finding; readonly next: Case } {
  // Whatever else would make this code: it is the right one.
  if (found.some((each) => each.by === 'time' && each.entry === 0 && each.steps === 0))
    return { finding: { is: 'right' }, next: NEW_CASE }
  const agreeing = found.filter((each) => agrees(before, each, at))
  const left = agreeing.length > 0 ? agreeing : found
  const [only] = left
  const asked = before.asked + 1
  if (only === undefined) return { finding: { is: 'unknown' }, next: before }
  if (left.length > 1) return { finding: { is: 'again' }, next: { ...before, left, asked } }
  if (only.entry > 0) return { finding: { is: 'other-entry', entry: only.entry }, next: NEW_CASE }
  if (only.by === 'counter') return { finding: { is: 'counter' }, next: NEW_CASE }
  const { from, to } = agreeing.length > 0 ? narrow(before, only.steps, at) : spanOf(only.steps, at)
  return { finding: judge(from, to, only.steps, before.asked), next: { from, to, left: [], asked } }
}

function agrees(before: Case, found: Explanation, at: number): boolean {
  if (before.left.length > 0 && !before.left.some((each) => isSame(each, found))) return false
  if (found.by === 'counter' || found.entry > 0) return true
  const { from, to } = narrow(before, found.steps, at)
  return from < to
}

/** Between what the phone's clock is off when its code is so many steps away: it was read just now, or a little earlier. */
function spanOf(steps: number, at: number): { readonly from: number; readonly to: number } {
  const from = steps * STEP_MS - (at % STEP_MS)
  return { from, to: from + STEP_MS + READING_MS }
}

function narrow(before: Case, steps: number, at: number): { readonly from: number; readonly to: number } {
  const { from, to } = spanOf(steps, at)
  return { from: Math.max(before.from, from), to: Math.min(before.to, to) }
}

const round = (seconds: number): number => Math.round(seconds / SAID_TO_SECONDS) * SAID_TO_SECONDS

/** Nothing is said to be off that may be within a step. Where it may be either, the next code is asked for, once. */
function judge(from: number, to: number, steps: number, askedBefore: number): Finding {
  const direction = steps < 0 ? 'slow' : 'fast'
  if (from > STEP_MS || to <= -STEP_MS) return { is: 'off', direction, seconds: round(Math.abs(from + to) / 2000) }
  if (askedBefore > 0) return { is: 'near', direction }
  return steps === -1 ? { is: 'rolled-over' } : { is: 'again' }
}
