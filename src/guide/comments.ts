import { readFileSync } from 'node:fs'
import { FIRST_LOCALE, pageAddress, stepAddress } from './locale.ts'

/** Where the comments on a step are, as the Worker serves them: `/zh-hans/comments/connect/log-in/`. */
export const commentsAddress = (locale: string, flow: string, step: string): string =>
  pageAddress(locale, `comments${stepAddress(FIRST_LOCALE, flow, step) as `/${string}/`}`)

/**
 * Whether the site takes comments. Read where the Worker has it from: `COMMENTS` of wrangler.toml, or of the environment, which wins.
 *
 * @throws when wrangler.toml does not say
 */
export function takesComments(): boolean {
  const written = /^COMMENTS = "(on|off)"$/m.exec(readFileSync('wrangler.toml', 'utf8'))?.[1]
  if (written === undefined) throw new Error('wrangler.toml has no COMMENTS = "on" or "off" under [vars]')
  return (process.env['COMMENTS'] ?? written) === 'on'
}
