/** Before each test: nothing stored, Xero as at first, the clocks right. */
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, vi } from 'vitest'
import { createDeskTables } from './desk/tables.ts'
import { localXero } from './local-xero.ts'

beforeEach(async () => {
  await localXero.reset()
  await createDeskTables()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})
