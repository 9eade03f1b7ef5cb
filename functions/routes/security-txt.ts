/** Who to tell about a vulnerability. @see RFC 9116 */

import { now } from '../../src/contract/clock.ts'
import { Hono } from '../http/hono.ts'
import { problem } from '../http/problem.ts'
import type { AppEnv } from '../session/context.ts'
import { readSettings } from '../settings.ts'

const PATH = '/.well-known/security.txt'
/** RFC 9116 §2.5.5: less than a year. Counted from the day of the answer, as the setting that names the contact is read at each. */
const LIFETIME_SECONDS = 180 * 86_400

export const securityTxt = new Hono<AppEnv>().get('/', (c) => {
  const { securityContact, publicOrigin } = readSettings(c.env)
  // Without a contact the file must not exist.
  if (securityContact === undefined) return problem(c, 'not-found')
  const lines = [
    `Contact: ${securityContact}`,
    `Expires: ${new Date((now() + LIFETIME_SECONDS) * 1000).toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${publicOrigin}${PATH}`,
  ]
  return c.text(`${lines.join('\n')}\n`)
})
