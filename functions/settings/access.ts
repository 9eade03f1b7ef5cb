/** Who may use the desk, by Cloudflare Access. */
import * as v from 'valibot'

const AUDIENCE = 'must be empty, or the AUD tag of the desk in Cloudflare Access'

export const Audience = v.pipe(v.string(AUDIENCE), v.regex(/^([\w-]{20,})?$/, AUDIENCE))

const ACTORS = 'must be empty, or email addresses and domains such as @mistable.example, separated by commas'

/** In lower case, since Access may write an address in other letters than the operator does. */
export const Actors = v.pipe(
  v.string(ACTORS),
  v.regex(/^(\s*[^\s@,]*@[^\s@,]+\.[^\s@,.]+\s*(,|$))*$/, ACTORS),
  v.transform((text) => text.toLowerCase().match(/[^\s,]+/g) ?? []),
)
