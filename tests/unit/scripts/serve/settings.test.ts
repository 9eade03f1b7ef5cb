import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { EXAMPLE_FILE, readSettings } from '../../../../scripts/serve/settings.ts'

describe('the settings that win over .dev.vars', () => {
  it('are none in an empty environment', () => {
    expect(readSettings({})).toEqual({})
  })

  it('follow the ports', () => {
    expect(readSettings({ PORT: '1', XERO_PORT: '2', MISTABLE_PORT: '3' })).toEqual({
      PUBLIC_ORIGIN: 'http://localhost:1',
      XERO_LOGIN_ORIGIN: 'http://localhost:2',
      XERO_CONSENT_ORIGIN: 'http://localhost:4',
      XERO_IDENTITY_ORIGIN: 'http://localhost:5',
      XERO_API_ORIGIN: 'http://localhost:6',
      ACCESS_ISSUER: 'http://localhost:7',
      RETURN_ORIGINS: 'http://localhost:3',
      DASHBOARD_URL: 'http://localhost:3/billing/settings/xero-connect',
      WEBHOOK_URL: 'http://localhost:3/webhooks',
      SUPPORT_URL: 'http://localhost:3/support',
    })
  })

  it('follow each port of the local Xero by itself', () => {
    expect(readSettings({ XERO_PORT: '2', XERO_CONSENT_PORT: '7', XERO_API_PORT: '8' })).toEqual({
      XERO_LOGIN_ORIGIN: 'http://localhost:2',
      XERO_CONSENT_ORIGIN: 'http://localhost:7',
      XERO_IDENTITY_ORIGIN: 'http://localhost:5',
      XERO_API_ORIGIN: 'http://localhost:8',
      ACCESS_ISSUER: 'http://localhost:7',
    })
    expect(readSettings({ ACCESS_PORT: '9' })).toEqual({ ACCESS_ISSUER: 'http://localhost:9' })
    expect(readSettings({ XERO_IDENTITY_PORT: '9' })).toMatchObject({ XERO_IDENTITY_ORIGIN: 'http://localhost:9' })
  })

  it('are those of the example where the ports are the usual ones', () => {
    const example = parseEnv(readFileSync(EXAMPLE_FILE, 'utf8'))
    const followed = readSettings({ PORT: '8787', XERO_PORT: '8788', MISTABLE_PORT: '8789' })
    expect(example).toMatchObject(followed)
  })

  it('are those named in the environment, over what follows from a port; an empty one counts', () => {
    const environment = { PORT: '1', PUBLIC_ORIGIN: 'https://guide.example', COMMENTS: '', HOME: '/home/somebody' }
    expect(readSettings(environment)).toEqual({ PUBLIC_ORIGIN: 'https://guide.example', COMMENTS: '' })
  })
})
