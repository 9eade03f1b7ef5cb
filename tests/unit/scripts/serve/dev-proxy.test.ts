import { describe, expect, it } from 'vitest'
import { isForWorker, matches } from '../../../../scripts/serve/dev-proxy.ts'

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

describe('a pattern with a "!"', () => {
  it.each([
    ['/v1/accounts/a', true],
    ['/v1/openapi.json', false],
    ['/v1/reference/', false],
    ['/elsewhere', false],
  ])('takes paths out wherever it stands: %s is the Worker’s: %s', (path, expected) => {
    expect(isForWorker(['!/v1/openapi.json', '/v1/*', '!/v1/reference/*'], path)).toBe(expected)
  })
})
