import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { lookUp } from '../../src/contract/look-up.ts'
import { originsOn, settingsFor } from '../../tests/fakes/xero/origins.ts'
import { ROOT } from '../project/tools.ts'
import type { Environment } from './environment.ts'
import { accessClaim, portsOf, xeroClaims } from './ports.ts'

/** Every setting of the Worker that may be given in the environment, where it wins over .dev.vars. */
const SETTING_NAMES = [
  'PUBLIC_ORIGIN',
  'XERO_LOGIN_ORIGIN',
  'XERO_CONSENT_ORIGIN',
  'XERO_IDENTITY_ORIGIN',
  'XERO_API_ORIGIN',
  'XERO_SCOPES',
  'XERO_CONNECTION_LIMIT',
  'DASHBOARD_URL',
  'RETURN_ORIGINS',
  'XERO_CLIENT_ID',
  'XERO_CLIENT_SECRET',
  'TOKEN_KEYS',
  'SESSION_KEYS',
  'SERVICE_KEY_DIGESTS',
  'WEBHOOK_URL',
  'WEBHOOK_SECRET',
  'COMMENTS',
  'STALLED',
  'TEST_CALLS',
  'ACCESS_ISSUER',
  'ACCESS_AUDIENCE',
  'DESK_ACTORS',
  'SECURITY_CONTACT',
  'SUPPORT_URL',
  'SUPPORT_EMAIL',
  'SUPPORT_PHONE',
  'SUPPORT_HOURS',
] as const

export type Settings = Partial<Record<(typeof SETTING_NAMES)[number], string>>

const XERO_CONNECT_PATH = '/billing/settings/xero-connect'
const WEBHOOK_PATH = '/webhooks'

/**
 * The settings that win over .dev.vars: those of the environment, and those that follow from a port given there (PORT, MISTABLE_PORT,
 * XERO_PORT and those of the local Xero's other origins). Everything else is left to .dev.vars.
 */
export function readSettings(environment: Environment): Settings {
  const { PORT, MISTABLE_PORT, XERO_PORT, ACCESS_PORT } = environment
  const settings: Settings = {}
  if (PORT !== undefined) settings.PUBLIC_ORIGIN = `http://localhost:${PORT}`
  const xero = xeroClaims(environment)
  if (Object.values(xero).some(({ variable }) => lookUp(environment, variable) !== undefined))
    Object.assign(settings, settingsFor(originsOn(portsOf(xero))))
  if (ACCESS_PORT !== undefined || XERO_PORT !== undefined)
    settings.ACCESS_ISSUER = `http://localhost:${accessClaim(environment).port}`
  if (MISTABLE_PORT !== undefined) {
    settings.RETURN_ORIGINS = `http://localhost:${MISTABLE_PORT}`
    settings.DASHBOARD_URL = settings.RETURN_ORIGINS + XERO_CONNECT_PATH
    settings.WEBHOOK_URL = settings.RETURN_ORIGINS + WEBHOOK_PATH
    settings.SUPPORT_URL = `${settings.RETURN_ORIGINS}/support`
  }
  for (const name of SETTING_NAMES) {
    const given = environment[name]
    if (given !== undefined) settings[name] = given
  }
  return settings
}

export const EXAMPLE_FILE = join(ROOT, '.dev.vars.example')

/** Copies .dev.vars.example to .dev.vars where that is absent, so that nothing has to be signed up for. */
export function ensureDevVars(): void {
  const file = join(ROOT, '.dev.vars')
  if (existsSync(file)) return
  copyFileSync(EXAMPLE_FILE, file)
  console.log('Made .dev.vars from .dev.vars.example: public test values, for this machine only.')
}

/** Where what was connected is kept between two runs; `npm run reset` removes it. */
export const stateDirectory = (environment: Environment): string => environment['STATE_DIR'] ?? join(ROOT, '.wrangler', 'state')
