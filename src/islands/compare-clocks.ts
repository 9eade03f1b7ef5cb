/** This device's clock beside the edge's. */
import { type ClockEstimate, type ClockSample, estimateClock } from '../coach/clock.ts'

const LEAST_SAMPLES = 3
const MOST_SAMPLES = 8
/** Milliseconds. */
const SURE_ENOUGH = 250
const PATIENCE = 5_000
/** Clocks drift by less than that while an answer is awaited. */
const JUMP = 100

/** Changes where the device's clock is set, or the device sleeps. */
export const clockLead = (): number => Date.now() - performance.now()

/**
 * @param isAwaited asked before each question: once it isn't, nothing more is sent
 * @throws when an answer doesn't come, or isn't a time
 */
export async function compareClocks(isAwaited = () => true): Promise<ClockEstimate> {
  let samples: ClockSample[] = []
  for (;;) {
    if (!isAwaited()) throw new Error('nobody waits')
    const lead = clockLead()
    const asked = Date.now()
    const answer = await fetch('/api/time', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) })
    const theirs = Number(await answer.text())
    // Nothing at all reads as 0; a network's log-in page, say, is no number.
    if (!answer.ok || !(theirs > 0)) throw new Error('no time')
    const sample = { asked, answered: Date.now(), theirs }
    // Set meanwhile: it allows both what was and what is, and nothing before it counts.
    samples = Math.abs(clockLead() - lead) > JUMP ? [] : [...samples, sample]
    if (samples.length < LEAST_SAMPLES) continue
    const estimate = estimateClock(samples)
    if (estimate.error <= SURE_ENOUGH || samples.length === MOST_SAMPLES) return estimate
  }
}
