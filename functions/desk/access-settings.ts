/** Who may use the desk, by Cloudflare Access: the desk's own settings. */
import * as v from 'valibot'
import { Origin } from '../settings/values.ts'
import { SettingsError } from '../settings.ts'

const ORIGIN = 'must be empty, or an origin such as https://team.cloudflareaccess.com, without a path'
const AUDIENCE = 'must be empty, or the AUD tag of the desk in Cloudflare Access'
const ACTORS = 'must be empty, or email addresses and domains such as @mistable.example, separated by commas'
/** An address, or `@` and a domain. */
const ACTOR = /^[^\s@]*@[^\s@.]+(\.[^\s@.]+)+$/

const Schema = v.object({
  ACCESS_ISSUER: v.optional(v.union([v.literal('', ORIGIN), Origin], ORIGIN), ''),
  ACCESS_AUDIENCE: v.optional(v.pipe(v.string(AUDIENCE), v.regex(/^([\w-]{20,})?$/, AUDIENCE)), ''),
  // In lower case, since Access may write an address in other letters than the operator does.
  DESK_ACTORS: v.optional(
    v.pipe(
      v.string(ACTORS),
      v.transform((text) =>
        text
          .toLowerCase()
          .split(',')
          .map((actor) => actor.trim()),
      ),
      v.check((actors) => actors.every((actor, at) => ACTOR.test(actor) || (actor === '' && at === actors.length - 1)), ACTORS),
      v.transform((actors) => actors.filter((actor) => actor !== '')),
    ),
    '',
  ),
})

export interface AccessSettings {
  readonly issuer: string
  readonly audience: string
  readonly actors: readonly string[]
}

/**
 * @returns undefined where no issuer is set: then there is no desk
 * @throws SettingsError naming each wrong setting, never its value
 */
export function readAccess(env: Env): AccessSettings | undefined {
  const result = v.safeParse(Schema, env, { message: 'is malformed' })
  const faults = result.success
    ? findUnsafe(result.output, env.PUBLIC_ORIGIN)
    : result.issues.map(({ path, message }) => `${path?.[0]?.key} ${message}`)
  if (!result.success || faults.length > 0) throw new SettingsError([...new Set(faults)].join('; '))
  const { ACCESS_ISSUER: issuer, ACCESS_AUDIENCE: audience, DESK_ACTORS: actors } = result.output
  return issuer === '' ? undefined : { issuer, audience, actors }
}

function findUnsafe({ ACCESS_ISSUER: issuer, ACCESS_AUDIENCE: audience }: v.InferOutput<typeof Schema>, origin: string): string[] {
  const isPublic = origin.startsWith('https:')
  return [
    ...(issuer !== '' && audience === '' ? ['ACCESS_AUDIENCE is missing, which ACCESS_ISSUER needs'] : []),
    // Over http, anyone in between could let in whom they like.
    ...(isPublic && issuer.startsWith('http:') ? ['ACCESS_ISSUER must be https where PUBLIC_ORIGIN is'] : []),
    ...(isPublic && audience.startsWith('public-test')
      ? ['ACCESS_AUDIENCE holds a public test value, which must not be used where PUBLIC_ORIGIN is https']
      : []),
  ]
}
