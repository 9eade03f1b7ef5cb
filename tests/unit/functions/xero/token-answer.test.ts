import { describe, expect, it } from 'vitest'
import { readTokenAnswer } from '../../../../functions/xero/token-answer.ts'

const answer = { access_token: 'access', token_type: 'Bearer', expires_in: 1800, refresh_token: 'refresh', id_token: 'id' }
const NOW = 1_796_000_000

describe('an answer of the token endpoint', () => {
  it('gives tokens, and when the access token ends', () => {
    const tokens = { accessToken: 'access', accessExpiresAt: NOW + 1800, refreshToken: 'refresh', idToken: 'id' }
    expect(readTokenAnswer(answer, NOW)).toEqual(tokens)
  })

  it.each([
    [undefined, 1800],
    [null, 1800],
    ['1800', 1800],
    ['600', 600],
    [600.7, 600],
    ['soon', 1800],
    ['', 1800],
    [0, 1800],
    [-5, 1800],
    [Number.POSITIVE_INFINITY, 1800],
    [{}, 1800],
  ])('with %j as expires_in lives %i s', (expires_in, seconds) => {
    expect(readTokenAnswer({ ...answer, expires_in }, NOW)?.accessExpiresAt).toBe(NOW + seconds)
  })

  it.each(['Bearer', 'bearer', 'BEARER', undefined])('is taken with %s as token_type', (token_type) => {
    expect(readTokenAnswer({ ...answer, token_type }, NOW)).toBeDefined()
  })

  it.each(['DPoP', 'mac', ''])('is not taken with "%s" as token_type', (token_type) => {
    expect(readTokenAnswer({ ...answer, token_type }, NOW)).toBeUndefined()
  })

  it.each(['refresh_token', 'id_token'])('may lack %s, or have none in it', (name) => {
    const field = name === 'id_token' ? 'idToken' : 'refreshToken'
    for (const nothing of [undefined, null, ''])
      expect(readTokenAnswer({ ...answer, [name]: nothing }, NOW)).not.toHaveProperty(field)
  })

  it.each([[{}], [{ access_token: '' }], [{ access_token: 7 }], ['text'], [null], [[]]])(
    'without an access token is none: %j',
    (data) => {
      expect(readTokenAnswer(data, NOW)).toBeUndefined()
    },
  )
})
