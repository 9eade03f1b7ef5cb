import { arrive, setOff } from './customer.ts'
import type { Figure } from './figure.ts'
import { startGuide } from './guide.ts'
import { delay, forgetCalls, readCalls } from './local-xero.ts'

/** Long enough that nothing which waits for it could be answered meanwhile. */
const DELAY_MS = 1_000

/**
 * The calls to Xero that stand between the very first callback and its redirect. What an organisation looks like is asked too, but nobody is
 * to wait for that: it is held back, so that it cannot be among the calls answered by then unless the redirect waited.
 */
export async function benchCallback(): Promise<readonly Figure[]> {
  const guide = await startGuide()
  try {
    const traveller = await setOff(guide, 'bench-callback')
    await delay(guide.xero, '/api.xro/*', DELAY_MS)
    await forgetCalls(guide.xero)
    const startedAt = performance.now()
    await arrive(traveller)
    const milliseconds = performance.now() - startedAt
    const waitedFor = (await readCalls(guide.xero)).filter(({ status }) => status !== 0)
    return [
      { what: 'calls to Xero between callback and redirect', measured: waitedFor.length, unit: '', budget: 2 },
      { what: 'of which took, with a local Xero', measured: milliseconds, unit: 'ms' },
    ]
  } finally {
    await guide.close()
  }
}
