/** JWK sets of sealing keys, newest first (RFC 7517), as the settings hold them. */

import { base64url } from 'jose'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import { SESSION_CEILING_SECONDS } from '../../src/contract/session-limits.ts'

interface SealingKey {
  readonly kty: 'oct'
  readonly kid: string
  readonly k: string
  /** When this command made it, in Unix seconds. Nobody else reads it. */
  readonly addedAt?: number
}

const KEY_BYTES = 32

/** By what time all that an older key sealed is sealed again, or is over: records by the objects' daily alarms, sessions by their end. */
const RETIRED_AFTER_SECONDS = { TOKEN_KEYS: 2 * 86_400, SESSION_KEYS: Math.ceil(SESSION_CEILING_SECONDS / 3600) * 3600 }
export type KeySetting = keyof typeof RETIRED_AFTER_SECONDS

export const isKeySetting = (text: string): text is KeySetting => Object.hasOwn(RETIRED_AFTER_SECONDS, text)

/** @returns why not, to stand after the setting's name; a key itself is never part of it */
function readSet(text: string): Result<readonly SealingKey[], string> {
  let set: unknown
  try {
    set = JSON.parse(text)
  } catch {
    return refuse('is not JSON.')
  }
  const keys = (set as { keys?: unknown } | null)?.keys
  const isKey = (key: Partial<SealingKey>) => key.kty === 'oct' && typeof key.kid === 'string' && typeof key.k === 'string'
  return Array.isArray(keys) && keys.every(isKey) ? succeed(keys) : refuse('is not a JWK set of "oct" keys, each with a kid.')
}

const refuse = (why: string): Failure<string> => fail(why)

export function kidsOf(text: string): Result<readonly string[], string> {
  const keys = readSet(text)
  return keys.ok ? succeed(keys.value.map(({ kid }) => kid)) : keys
}

/**
 * Puts a new key of 256 random bits before those of the set.
 *
 * @param before the set as the setting holds it; undefined for none yet
 */
export function addKey(before: string | undefined, kid: string, at: number): Result<string, string> {
  const keys = before === undefined ? succeed([]) : readSet(before)
  if (!keys.ok) return keys
  // It stands in front of a slash in the register of keys.
  if (!/^[\w.-]{1,64}$/.test(kid)) return refuse('takes names of letters, digits, dots, underscores and hyphens.')
  if (keys.value.some((key) => key.kid === kid)) return refuse(`already has a key "${kid}".`)
  const k = base64url.encode(crypto.getRandomValues(new Uint8Array(KEY_BYTES)))
  return succeed(JSON.stringify({ keys: [{ kty: 'oct', kid, alg: 'A256GCM', use: 'enc', k, addedAt: at }, ...keys.value] }))
}

/**
 * Takes away a key that nothing needs any more.
 *
 * @param uses `<kid>/<object>` each, of the site that uses the set
 * @returns why not, where something may still need it
 */
export function removeKey(
  set: string,
  setting: KeySetting,
  kid: string,
  uses: readonly string[],
  at: number,
): Result<string, string> {
  const keys = readSet(set)
  if (!keys.ok) return keys
  const [newest] = keys.value
  if (!keys.value.some((key) => key.kid === kid)) return refuse(`has no key "${kid}".`)
  if (newest === undefined || newest.kid === kid) return refuse(`seals whatever is written with "${kid}": add a newer key first.`)
  const count = uses.filter((use) => use.startsWith(`${kid}/`)).length
  if (count > 0) return refuse(`still needs "${kid}": it seals the records of ${count}.`)
  const since = RETIRED_AFTER_SECONDS[setting]
  if ((newest.addedAt ?? 0) > at - since)
    return refuse(`may still need "${kid}": wait until "${newest.kid}" is ${since / 3600} hours old.`)
  return succeed(JSON.stringify({ keys: keys.value.filter((key) => key.kid !== kid) }))
}

/** @returns kids that seal something at the site and that the set lacks */
export function findLost(set: string, uses: readonly string[]): Result<readonly string[], string> {
  const kids = kidsOf(set)
  if (!kids.ok) return kids
  return succeed([...new Set(uses.map((use) => use.split('/', 1)[0] ?? ''))].filter((kid) => !kids.value.includes(kid)))
}

/**
 * @param uses `<kid>/<object>` each
 * @param known kids of the set in use, newest first, where they are known
 */
export function describeUses(uses: readonly string[], known: readonly string[] | undefined): string {
  const counts = new Map<string, string[]>((known ?? []).map((kid) => [kid, []]))
  for (const use of uses) {
    const [kid = '', object = ''] = use.split(/\/(.*)/s)
    counts.set(kid, [...(counts.get(kid) ?? []), object])
  }
  if (counts.size === 0) return 'Nothing is sealed yet.'
  return [...counts]
    .map(([kid, objects]) => {
      const some = objects.slice(0, 3).join(', ')
      const what =
        objects.length === 0 ? 'seals nothing' : `seals the records of ${objects.length}: ${some}${objects.length > 3 ? ' …' : ''}`
      return `${kid} ${what}. ${adviceOn(kid, objects.length, known)}`.trim()
    })
    .join('\n')
}

function adviceOn(kid: string, count: number, known: readonly string[] | undefined): string {
  if (known === undefined) return ''
  if (!known.includes(kid)) return 'TOKEN_KEYS lacks it: put it back, or these records cannot be opened.'
  if (kid === known[0]) return 'It seals whatever is written now.'
  return count === 0
    ? 'It may be taken away, once the newer key is two days old.'
    : 'Within a day of a newer key being added, all of it is sealed again.'
}
