import { describe, expect, it } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { readContent } from '../../src/guide/content.ts'

/** What each permission lets miBilling do, as the step on which a person grants it says it. */
const SAID: Readonly<Record<string, RegExp>> = {
  profile: /\bname\b/,
  email: /\bemail address\b/,
  'accounting.invoices': /see, create and change invoices/,
  'accounting.contacts': /see, create and change .*\bcontacts/,
  'accounting.settings.read': /see the organisation’s settings/,
}
/** They let us know who logged in, and stay connected; nobody's data is behind them. */
const SILENT = ['openid', 'offline_access']

const { vars } = unstable_readConfig({ config: 'wrangler.toml' })
const scopes = String(vars['XERO_SCOPES'])
  .split(' ')
  .filter((scope) => !SILENT.includes(scope))
const sections = readContent().steps.flatMap(({ file }) => file.body.split(/^## /m))
const section = sections.find((part) => part.includes('{#what-you-allow}')) ?? ''

describe('the step on which a person allows access', () => {
  it('says every permission that is asked for, and no other', () => {
    expect(scopes.toSorted()).toEqual(Object.keys(SAID).toSorted())
    expect(scopes.filter((scope) => !SAID[scope]?.test(section))).toEqual([])
  })

  it('says them before the reader leaves for Xero as well', () => {
    const words = readContent().ui.find(({ id }) => id === 'en')?.words['asks.allow-text'] ?? ''
    expect(scopes.filter((scope) => !SAID[scope]?.test(words))).toEqual([])
  })
})
