/** Mail to helpers, by Cloudflare's Email Sending, where the operator has set it up: MAIL_FROM, and a binding named EMAIL. */
import { fieldsOf, log } from './log.ts'
import { readSettings } from './settings.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** wrangler.toml has the binding only where mail is set up. */
const bindingOf = (env: Env): SendEmail | undefined => (env as Env & { readonly EMAIL?: SendEmail }).EMAIL

export const canMail = (env: Env): boolean => readSettings(env).mailFrom !== undefined && bindingOf(env) !== undefined

/** @returns whether Cloudflare took it. The log never says to whom. */
export async function sendMail(env: Env, mail: Mail): Promise<boolean> {
  const [from, binding] = [readSettings(env).mailFrom, bindingOf(env)]
  if (from === undefined || binding === undefined) return false
  try {
    await binding.send({ from, ...mail })
    return true
  } catch (error) {
    log('warn', 'mail.failed', fieldsOf(error))
    return false
  }
}
