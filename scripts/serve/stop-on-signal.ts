/** One Ctrl-C arrives twice: from the terminal, and from npm, which passes it on. */
const ECHO_MILLISECONDS = 1_000

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Closes everything at Ctrl-C (or `kill`) and ends with exit code 0; a second Ctrl-C ends at once.
 *
 * Call it after everything has started: wrangler's own listeners, which would end the process half-way with 130, are taken off.
 */
export function stopOnSignal(close: () => Promise<void>): void {
  let stoppingSince: number | undefined
  const stop = () => {
    if (stoppingSince !== undefined) {
      // process.exit, not the signal's own end: wrangler's exit hook then still ends workerd.
      if (performance.now() - stoppingSince > ECHO_MILLISECONDS) process.exit(1)
      return
    }
    stoppingSince = performance.now()
    close().then(
      () => process.exit(0),
      (cause: unknown) => {
        console.error(cause)
        process.exit(1)
      },
    )
  }
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal)
    process.on(signal, stop)
  }
}
