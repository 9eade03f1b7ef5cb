/** Just after a consent, one place at Xero may not know yet what another has granted. */
export const SETTLING_SECONDS = 0.5

/** Waits for work that may as well go on alone. */
export async function atMost(seconds: number, work: Promise<void> | undefined): Promise<void> {
  const enough = new AbortController()
  await Promise.race([work, scheduler.wait(seconds * 1000, { signal: enough.signal })])
  enough.abort()
}
