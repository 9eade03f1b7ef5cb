/** What every answer carries to keep a reader safe. `public/_headers` says the same for the pages that no Worker serves. */
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'
import { readSettings, type Settings, SettingsError } from './env.ts'

/**
 * Files of our own and nothing inline. `form-action` names Xero's login as well: browsers hold a form to it through the redirect
 * that answers it.
 */
const contentSecurityPolicy = (loginOrigin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `form-action 'self' ${loginOrigin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** `no-referrer` would make plain forms send `Origin: null`, which our own check refuses. */
const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** A dynamic answer is about one reader at one moment: nothing keeps it. */
export const protect = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const settings = settingsOf(c.env)
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  c.header('Content-Security-Policy', contentSecurityPolicy(settings?.loginOrigin ?? ''))
  c.header('Cache-Control', 'no-store')
  if (settings?.secure === true) c.header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
})

/** Wrong settings are answered with the same headers as anything else. */
function settingsOf(env: Env): Settings | undefined {
  try {
    return readSettings(env)
  } catch (error) {
    if (error instanceof SettingsError) return undefined
    throw error
  }
}
