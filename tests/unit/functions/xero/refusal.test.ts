import { describe, expect, it } from 'vitest'
import { describeForLog, meaningOf } from '../../../../functions/xero/refusal.ts'

describe('an error in Xero’s callback', () => {
  it.each([
    ['access_denied', undefined, 'cancelled'],
    ['access_denied', ' ', 'cancelled'],
    ['access_denied', 'TenantConsent status DENIED', 'cancelled'],
    ['access_denied', 'The resource owner denied the request.', 'cancelled'],
    ['access_denied', 'User cancelled', 'cancelled'],
    ['access_denied', 'Requested wrong apps scopes', 'our-settings'],
    ['access_denied', 'The app was denied a scope', 'our-settings'],
    ['access_denied', 'Something else', 'our-settings'],
    ['invalid_scope', undefined, 'our-settings'],
    ['server_error', 'denied', 'xero-unavailable'],
    ['constructor', undefined, 'xero-unavailable'],
    ['__proto__', undefined, 'xero-unavailable'],
  ])('%s, "%s", means %s', (error, description, meaning) => {
    expect(meaningOf(error, description)).toBe(meaning)
  })
})

describe('another’s text in the log', () => {
  it('has no control characters, nor what turns or hides text', () => {
    expect(describeForLog('Requested\r\n{"level":"x"}\u202e wrong\u0000\u200b scopes\u2028')).toBe(
      'Requested {"level":"x"} wrong scopes',
    )
  })

  it('holds nothing that looks like a token, a code or a key', () => {
    const token = `${'eyJhbGciOiJSUzI1NiJ9'}.${'a'.repeat(300)}.sig`
    expect(describeForLog(`for ${token} and 4f9d1c0b-7c1e-4a1b-9d3e-0123456789ab, sorry`)).toBe('for … and …, sorry')
  })

  it('is short, however long it came', () => {
    expect(describeForLog('no '.repeat(100_000))?.length).toBeLessThanOrEqual(200)
  })

  it('is absent where there is none', () => {
    expect(describeForLog(undefined)).toBeUndefined()
  })
})
