import { describe, expect, it } from 'vitest'
import { matches } from '../../../scripts/dev-proxy.ts'

describe('a pattern of run_worker_first', () => {
  it.each([
    ['/api/*', '/api/health', true],
    ['/api/*', '/apis', false],
    ['/', '/', true],
    ['/', '/connect/', false],
    ['/connect/log-in/', '/connect/log-in/', true],
    ['/connect/log-in/', '/connect/log-in/more', false],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected)
  })
})
