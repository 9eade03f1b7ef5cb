/** This device's clock beside the edge's. */
import { type ClockEstimate, type ClockSample, estimateClock } from '../coach/clock.ts'

const LEAST_SAMPLES = 3
const MOST_SAMPLES = 8
/** Milliseconds. */
const SURE_ENOUGH = 250
const PATIENCE = 5_000

/** @throws when an answer doesn't come, or isn't a time */
export async function compareClocks(): Promise<ClockEstimate> {
  const samples: ClockSample[] = []
  for (;;) {
    const asked = Date.now()
    const answer = await fetch('/api/time', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) })
    const theirs = Number(await answer.text())
    if (!answer.ok || Number.isNaN(theirs)) throw new Error('no time')
    samples.push({ asked, answered: Date.now(), theirs })
    const estimate = estimateClock(samples)
    const isSure = samples.length >= LEAST_SAMPLES && estimate.error <= SURE_ENOUGH
    if (isSure || samples.length === MOST_SAMPLES) return estimate
  }
}
