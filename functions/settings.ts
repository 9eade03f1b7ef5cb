/** The settings, read once per environment. Names each wrong one and says what it should be. */
import * as v from 'valibot'
import { lookUp } from '../src/contract/look-up.ts'
import { ServiceKeySetting } from './settings/key-scopes.ts'
import { findUnsafe } from './settings/safety.ts'
import {
  EmailAddress,
  listOf,
  Origin,
  PhoneNumber,
  Present,
  SecurityContact,
  ShortText,
  WebAddress,
  WebhookSecret,
} from './settings/values.ts'
import { createMarks } from './vault/marks.ts'
import { createSeal, SealKeys } from './vault/seal.ts'

/** Settings that are missing, malformed or unsafe. The message names each of them and never shows a value. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

const OR_ADDRESS = 'must be empty, or an address that begins with https:// (http is for localhost alone)'

const OptionalAddress = v.optional(v.union([v.literal('', OR_ADDRESS), WebAddress], OR_ADDRESS), '')

const Settings = v.object({
  PUBLIC_ORIGIN: Origin,
  XERO_LOGIN_ORIGIN: Origin,
  XERO_CONSENT_ORIGIN: Origin,
  XERO_IDENTITY_ORIGIN: Origin,
  XERO_API_ORIGIN: Origin,
  XERO_SCOPES: v.pipe(
    listOf(/\s+/, v.string('must be text'), 'must name at least one scope'),
    v.check((scopes) => scopes.includes('offline_access') && scopes.includes('openid'), 'must include openid and offline_access'),
  ),
  DASHBOARD_URL: WebAddress,
  RETURN_ORIGINS: listOf(',', Origin, 'must name at least one origin'),
  XERO_CONNECTION_LIMIT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^([1-9]\d{0,8})?$/, 'must be empty, or the number of connections that Xero allows'),
      v.transform((text) => (text === '' ? undefined : Number(text))),
    ),
  ),
  XERO_CLIENT_ID: Present,
  XERO_CLIENT_SECRET: Present,
  TOKEN_KEYS: SealKeys,
  SESSION_KEYS: SealKeys,
  SERVICE_KEY_DIGESTS: listOf(',', ServiceKeySetting, 'must hold at least one digest'),
  WEBHOOK_URL: OptionalAddress,
  WEBHOOK_SECRET: v.optional(listOf(',', WebhookSecret, 'must hold at least one secret')),
  SECURITY_CONTACT: v.optional(SecurityContact, ''),
  SUPPORT_URL: OptionalAddress,
  SUPPORT_EMAIL: v.optional(EmailAddress, ''),
  SUPPORT_PHONE: v.optional(PhoneNumber, ''),
  SUPPORT_HOURS: v.optional(ShortText, ''),
  MAIL_FROM: v.optional(EmailAddress, ''),
  STALLED: v.optional(v.picklist(['on', 'off'], 'must be on or off'), 'on'),
  COMMENTS: v.optional(v.picklist(['on', 'off'], 'must be on or off'), 'off'),
})

export const SETTING_NAMES = Object.keys(Settings.entries)

export type Settings = ReturnType<typeof parseSettings>

const parsed = new WeakMap<object, Settings>()

/** @throws SettingsError */
export function readSettings(env: Env): Settings {
  const known = parsed.get(env)
  if (known !== undefined) return known
  const settings = parseSettings(env)
  parsed.set(env, settings)
  return settings
}

/** The public origin, even when other settings are wrong; undefined when it is wrong itself. */
export const publicOriginOf = (env: Env): string | undefined => (v.is(Origin, env.PUBLIC_ORIGIN) ? env.PUBLIC_ORIGIN : undefined)

function parseSettings(env: Env) {
  // For any node of the schema without a message: valibot's own would quote the value.
  const result = v.safeParse(Settings, env, { message: 'is malformed' })
  if (!result.success) throw new SettingsError(findFaults(env, result.issues).join('; '))
  const settings = result.output
  const unsafe = [...findMissing(env), ...findUnsafe(settings)]
  if (unsafe.length > 0) throw new SettingsError(unsafe.join('; '))
  const { WEBHOOK_URL: webhookUrl, WEBHOOK_SECRET: webhookSecrets } = settings
  return {
    publicOrigin: settings.PUBLIC_ORIGIN,
    secure: settings.PUBLIC_ORIGIN.startsWith('https:'),
    loginOrigin: settings.XERO_LOGIN_ORIGIN,
    consentOrigin: settings.XERO_CONSENT_ORIGIN,
    identityOrigin: settings.XERO_IDENTITY_ORIGIN,
    apiOrigin: settings.XERO_API_ORIGIN,
    scopes: settings.XERO_SCOPES,
    connectionLimit: settings.XERO_CONNECTION_LIMIT,
    dashboardUrl: settings.DASHBOARD_URL,
    returnOrigins: settings.RETURN_ORIGINS,
    clientId: settings.XERO_CLIENT_ID,
    clientSecret: settings.XERO_CLIENT_SECRET,
    redirectUri: `${settings.PUBLIC_ORIGIN}/api/xero/callback`,
    serviceKeys: settings.SERVICE_KEY_DIGESTS,
    webhook: webhookUrl === '' || webhookSecrets === undefined ? undefined : { url: webhookUrl, secrets: webhookSecrets },
    securityContact: settings.SECURITY_CONTACT === '' ? undefined : settings.SECURITY_CONTACT,
    support: {
      url: settings.SUPPORT_URL,
      email: settings.SUPPORT_EMAIL,
      phone: settings.SUPPORT_PHONE,
      hours: settings.SUPPORT_HOURS,
    },
    mailFrom: settings.MAIL_FROM === '' ? undefined : settings.MAIL_FROM,
    tellsStalled: settings.STALLED === 'on',
    takesComments: settings.COMMENTS === 'on',
    tokenSeal: createSeal(settings.TOKEN_KEYS),
    sessionSeal: createSeal(settings.SESSION_KEYS, 'SESSION_KEYS'),
    marks: createMarks(settings.SESSION_KEYS),
    indexMarks: createMarks(settings.TOKEN_KEYS),
  }
}

/** One sentence for each wrong setting, about its first issue. */
function findFaults(env: Env, issues: readonly v.BaseIssue<unknown>[]): string[] {
  const faults = new Map<string, string>()
  for (const { path, message } of issues) {
    const name = String(path?.[0]?.key ?? 'a setting')
    const isMissing = lookUp(env as unknown as Record<string, unknown>, name) === undefined
    if (!faults.has(name)) faults.set(name, isMissing ? `${name} is missing` : `${name} ${message}`)
  }
  return [...faults.values(), ...findMissing(env)]
}

/** Settings that another one needs. */
const findMissing = ({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret }: Partial<Env>): string[] => [
  ...(url && secret === undefined ? ['WEBHOOK_SECRET is missing, which WEBHOOK_URL needs'] : []),
]
