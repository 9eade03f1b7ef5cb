/** Everything here is in milliseconds. */

/** One question to another clock: ours before and after, and what it answered. */
export interface ClockSample {
  readonly asked: number
  readonly answered: number
  readonly theirs: number
}

export interface ClockEstimate {
  /** Ours less theirs: a slow clock is negative. */
  readonly offset: number
  /** The true offset is no further away than this, however slow or uneven the line. */
  readonly error: number
}

/** Browsers round the time. */
const ROUNDING = 1

/**
 * They read their clock at some moment between our question and their answer: so each sample says between what the offset lies, and what
 * all of them allow is narrower than what one does. Samples that contradict each other have a clock set between them: the older ones
 * don't count then.
 *
 * @param samples oldest first, at least one
 */
export function estimateClock(samples: readonly ClockSample[]): ClockEstimate {
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const { asked, answered, theirs } of samples.toReversed()) {
    const from = Math.max(least, asked - theirs - ROUNDING)
    const to = Math.min(most, answered - theirs + ROUNDING)
    if (from > to) break
    ;[least, most] = [from, to]
  }
  return { offset: (least + most) / 2, error: (most - least) / 2 }
}
