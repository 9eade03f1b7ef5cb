import { describe, expect, it } from 'vitest'
import { readSettings } from '../../../scripts/settings.ts'

describe('the settings that win over .dev.vars', () => {
  it('are none in an empty environment', () => {
    expect(readSettings({})).toEqual({})
  })

  it('follow the ports', () => {
    expect(readSettings({ PORT: '1', XERO_PORT: '2', MISTABLE_PORT: '3' })).toEqual({
      PUBLIC_ORIGIN: 'http://localhost:1',
      XERO_LOGIN_ORIGIN: 'http://localhost:2',
      XERO_IDENTITY_ORIGIN: 'http://localhost:2',
      XERO_API_ORIGIN: 'http://localhost:2',
      RETURN_ORIGINS: 'http://localhost:3',
      DASHBOARD_URL: 'http://localhost:3/billing/settings/xero-connect',
      WEBHOOK_URL: 'http://localhost:3/webhooks',
    })
  })

  it('are those named in the environment, over what follows from a port; an empty one counts', () => {
    const environment = { PORT: '1', PUBLIC_ORIGIN: 'https://guide.example', COMMENTS: '', HOME: '/home/somebody' }
    expect(readSettings(environment)).toEqual({ PUBLIC_ORIGIN: 'https://guide.example', COMMENTS: '' })
  })
})
