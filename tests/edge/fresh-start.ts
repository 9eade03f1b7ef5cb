/** Before each test: nothing stored, Xero as at first, the clocks right. */
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, vi } from 'vitest'
import { localXero } from './local-xero.ts'

beforeEach(() => localXero.reset())

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})
