import { afterEach, describe, expect, it, vi } from 'vitest'
import { commentsAddress, takesComments } from '../../../src/guide/comments.ts'

afterEach(() => vi.unstubAllEnvs())

describe('the comments on a step', () => {
  it('have an address after the step’s own, in each language', () => {
    expect(commentsAddress('en', 'connect', 'log-in')).toBe('/comments/connect/log-in/')
    expect(commentsAddress('zh-hans', 'connect', 'log-in')).toBe('/zh-hans/comments/connect/log-in/')
  })

  it.each([
    ['on', true],
    ['off', false],
    [undefined, true],
  ])('are built into the pages as the environment says (%s), else as wrangler.toml does', (given, built) => {
    vi.stubEnv('COMMENTS', given)
    expect(takesComments()).toBe(built)
  })
})
