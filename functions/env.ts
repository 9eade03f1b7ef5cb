/** The settings, read once per environment and met at the door: a wrong one is named, with what it should be. */
import * as v from 'valibot'
import { createSeal, SealKeys } from './vault/seal.ts'
import { createXero, type Xero } from './xero/xero.ts'

/** A setting that is missing or malformed. The message names it and never shows its value. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

const Origin = v.pipe(
  v.string(),
  v.check(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must be an origin such as https://guide.example, without a path',
  ),
)
const WebAddress = v.pipe(
  v.string(),
  v.check((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'must be an address that begins with http:// or https://'),
)
const Present = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'))
const listOf = <T extends v.GenericSchema<string>>(separator: string | RegExp, item: T, nothing: string) =>
  v.pipe(
    v.string(),
    v.transform((text) =>
      text
        .split(separator)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    ),
    v.array(item),
    v.minLength(1, nothing),
  )

const Settings = v.object({
  PUBLIC_ORIGIN: Origin,
  XERO_LOGIN_ORIGIN: Origin,
  XERO_IDENTITY_ORIGIN: Origin,
  XERO_API_ORIGIN: Origin,
  XERO_SCOPES: v.pipe(
    listOf(/\s+/, v.string(), 'must name at least one scope'),
    v.check((scopes) => scopes.includes('offline_access') && scopes.includes('openid'), 'must include openid and offline_access'),
  ),
  DASHBOARD_URL: WebAddress,
  RETURN_ORIGINS: listOf(',', Origin, 'must name at least one origin'),
  XERO_CLIENT_ID: Present,
  XERO_CLIENT_SECRET: Present,
  TOKEN_KEYS: SealKeys,
  SESSION_KEYS: SealKeys,
  SERVICE_KEY_DIGESTS: listOf(
    ',',
    v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must hold SHA-256 digests in lower-case hex, separated by commas')),
    'must hold at least one digest',
  ),
  WEBHOOK_URL: v.optional(
    v.union([v.literal(''), WebAddress], 'must be empty, or an address that begins with http:// or https://'),
    '',
  ),
  WEBHOOK_SECRET: v.optional(
    listOf(
      ',',
      v.pipe(v.string(), v.regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64')),
      'must hold at least one secret',
    ),
  ),
  COMMENTS: v.optional(v.picklist(['on', 'off'], 'must be on or off'), 'off'),
})

/** The digest of `public-test-service-key`, which anyone can read in this repository. */
const PUBLIC_TEST_DIGEST = '24644565cebf34541dabf16df8dc8a9760376017f946debdd33b80618e352313'
const PUBLIC_TEST = 'public-test-'
/** `whsec_` and the base64 of `public-test-webhook-secret`. */
const PUBLIC_TEST_WEBHOOK_SECRET = 'whsec_cHVibGljLXRlc3Qtd2ViaG9vay1zZWNyZXQ='

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

function parseSettings(env: Env) {
  const result = v.safeParse(Settings, env)
  if (!result.success) {
    const issue = result.issues[0]
    const name = String(issue.path?.[0]?.key ?? 'a setting')
    const missing = (env as unknown as Record<string, unknown>)[name] === undefined
    throw new SettingsError(missing ? `${name} is missing` : `${name} ${issue.message}`)
  }
  const settings = result.output
  const { WEBHOOK_URL: webhookUrl, WEBHOOK_SECRET: webhookSecrets } = settings
  if (webhookUrl !== '' && webhookSecrets === undefined)
    throw new SettingsError('WEBHOOK_SECRET is missing, which WEBHOOK_URL needs')
  if (settings.PUBLIC_ORIGIN.startsWith('https:')) refuseTestValues(settings)
  return {
    publicOrigin: settings.PUBLIC_ORIGIN,
    secure: settings.PUBLIC_ORIGIN.startsWith('https:'),
    loginOrigin: settings.XERO_LOGIN_ORIGIN,
    identityOrigin: settings.XERO_IDENTITY_ORIGIN,
    apiOrigin: settings.XERO_API_ORIGIN,
    scopes: settings.XERO_SCOPES,
    dashboardUrl: settings.DASHBOARD_URL,
    returnOrigins: settings.RETURN_ORIGINS,
    clientId: settings.XERO_CLIENT_ID,
    clientSecret: settings.XERO_CLIENT_SECRET,
    redirectUri: `${settings.PUBLIC_ORIGIN}/api/xero/callback`,
    serviceKeyDigests: settings.SERVICE_KEY_DIGESTS,
    webhook: webhookUrl === '' || webhookSecrets === undefined ? undefined : { url: webhookUrl, secrets: webhookSecrets },
    takesComments: settings.COMMENTS === 'on',
    tokenSeal: createSeal(settings.TOKEN_KEYS),
    sessionSeal: createSeal(settings.SESSION_KEYS, 'SESSION_KEYS'),
  }
}

/** The values of `.dev.vars.example` are published with the source: on a site that people use they protect nothing. */
function refuseTestValues(settings: v.InferOutput<typeof Settings>) {
  const tests: Readonly<Record<string, boolean>> = {
    XERO_CLIENT_ID: settings.XERO_CLIENT_ID.startsWith(PUBLIC_TEST),
    XERO_CLIENT_SECRET: settings.XERO_CLIENT_SECRET.startsWith(PUBLIC_TEST),
    TOKEN_KEYS: settings.TOKEN_KEYS.some(({ kid }) => kid.startsWith(PUBLIC_TEST)),
    SESSION_KEYS: settings.SESSION_KEYS.some(({ kid }) => kid.startsWith(PUBLIC_TEST)),
    SERVICE_KEY_DIGESTS: settings.SERVICE_KEY_DIGESTS.includes(PUBLIC_TEST_DIGEST),
    WEBHOOK_SECRET: settings.WEBHOOK_SECRET?.includes(PUBLIC_TEST_WEBHOOK_SECRET) === true,
  }
  const found = Object.keys(tests).find((name) => tests[name])
  if (found !== undefined)
    throw new SettingsError(`${found} holds a public test value, which must not be used where PUBLIC_ORIGIN is https`)
}

export const xeroOf = (env: Env): Xero => createXero(readSettings(env), env.TOKENS)
