/** Security headers for every answer. */
import { createMiddleware } from 'hono/factory'
import { readSettings, type Settings, SettingsError } from '../settings.ts'
import type { HttpEnv } from './context.ts'
import { contentSecurityPolicy, HEADERS, STRICT_TRANSPORT } from './security-policy.ts'

/** A dynamic answer is about one reader at one moment, so nothing may cache it. */
export const securityHeaders = createMiddleware<HttpEnv>(async (c, next) => {
  await next()
  const settings = settingsOf(c.env)
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  c.header(
    'Content-Security-Policy',
    contentSecurityPolicy(settings === undefined ? [] : [settings.loginOrigin, settings.consentOrigin]),
  )
  c.header('Cache-Control', 'no-store')
  if (settings?.secure === true) c.header('Strict-Transport-Security', STRICT_TRANSPORT)
})

/** Answers about wrong settings get the same headers. */
function settingsOf(env: Env): Settings | undefined {
  try {
    return readSettings(env)
  } catch (error) {
    if (error instanceof SettingsError) return undefined
    throw error
  }
}
