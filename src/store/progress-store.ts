/**
 * What the browser keeps, in localStorage, for this origin only. Nothing of it is ever sent anywhere.
 *
 * key       `guide.progress`
 * example   {"version":2,"sets":{"":{"savedAt":1795478400,"flows":{"two-step":{"answers":{},"visited":["install-app"],
 *           "refused":{"six-digit-code":1},"carryOn":{"flow":"connect","step":"log-in"}}}},"Zk3vQx_0aB-9LmTe":{"savedAt":1795478400,"flows":{"connect":
 *           {"answers":{"two-step":"not-yet"},"visited":["two-step"]}}}}}
 * readers   the page script (rail, "continue where you were")
 * sets      one for each account, by the `guide-account` cookie (account-cookie.ts), and a nameless one for readers without a session.
 *           What was done namelessly goes over to the next account with a session; what was done for an account stays with it.
 * lifetime  90 days after a set's last change; an older one is read as nothing and goes with the next write, and so does the one
 *           that has been left alone longest once there are more than 50
 * versions  1 had one record for the whole device, {"version":1,"savedAt":…,"flows":{…}}. It is read as the nameless set, so that a
 *           reader in the middle keeps their place, and written as 2. `carryOn` came later; `refused` after that; records without them are still
 *           valid.
 *           An unknown version, or anything malformed, is read as nothing: a reader loses marks, never a connection.
 *
 * Whether a connection works is not kept here: a page shows that only when the Worker says so.
 * Storage that is full, or refused by the browser, is not an error: the guide then has no memory.
 */
import { lookUp } from '../contract/look-up.ts'
import { join, NO_PROGRESS, type Progress } from '../wizard/progress.ts'

const KEY = 'guide.progress'
const VERSION = 2
const LIFETIME_SECONDS = 90 * 24 * 60 * 60
const MOST_SETS = 50
const NAMELESS = ''

export interface ProgressStore {
  read(flow: string): Progress
  write(flow: string, progress: Progress): void
}

interface ProgressSet {
  readonly savedAt: number
  readonly flows: Readonly<Record<string, Progress>>
}

/**
 * @param now Unix seconds
 * @param account as `readAccount` gives it; asked each time, since a session may begin or end while a page is open
 */
export function createProgressStore(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  now: () => number,
  account: () => string | undefined,
): ProgressStore {
  const save = (sets: Map<string, ProgressSet>): void => {
    const newest = [...sets].sort(([, one], [, other]) => other.savedAt - one.savedAt).slice(0, MOST_SETS)
    try {
      storage.setItem(KEY, JSON.stringify({ version: VERSION, sets: Object.fromEntries(newest) }))
    } catch {
      // Full or forbidden (DOMException): see above.
    }
  }
  /** Every set; what was done namelessly belongs to the account from here on. */
  const open = (own: string): Map<string, ProgressSet> => {
    const sets = readSets(storage, now())
    const nameless = sets.get(NAMELESS)
    if (own === NAMELESS || nameless === undefined) return sets
    const flows = { ...sets.get(own)?.flows }
    for (const [flow, progress] of Object.entries(nameless.flows)) flows[flow] = join(lookUp(flows, flow) ?? NO_PROGRESS, progress)
    sets.delete(NAMELESS)
    sets.set(own, { savedAt: now(), flows })
    save(sets)
    return sets
  }
  return {
    read(flow) {
      const own = account() ?? NAMELESS
      return lookUp(open(own).get(own)?.flows, flow) ?? NO_PROGRESS
    },
    write(flow, progress) {
      const own = account() ?? NAMELESS
      const sets = open(own)
      sets.set(own, { savedAt: now(), flows: { ...sets.get(own)?.flows, [flow]: progress } })
      save(sets)
    },
  }
}

function readSets(storage: Pick<Storage, 'getItem'>, now: number): Map<string, ProgressSet> {
  let saved: unknown
  try {
    saved = JSON.parse(storage.getItem(KEY) ?? 'null')
  } catch {
    return new Map()
  }
  const sets = !isRecord(saved)
    ? undefined
    : saved.version === VERSION
      ? saved.sets
      : saved.version === 1
        ? { [NAMELESS]: saved }
        : undefined
  if (!isRecord(sets)) return new Map()
  return new Map(Object.entries(sets).flatMap(([account, set]) => readSet(set, now).map((read) => [account, read] as const)))
}

/** @returns none when it is too old, or not a set */
function readSet(set: unknown, now: number): readonly ProgressSet[] {
  if (!isRecord(set) || !isRecord(set.flows) || typeof set.savedAt !== 'number' || now - set.savedAt > LIFETIME_SECONDS) return []
  const flows = Object.entries(set.flows).filter((entry): entry is [string, Progress] => isProgress(entry[1]))
  return [{ savedAt: set.savedAt, flows: Object.fromEntries(flows) }]
}

/** Anything might stand there: another version, another script. */
interface Unsure {
  readonly version?: unknown
  readonly sets?: unknown
  readonly savedAt?: unknown
  readonly flows?: unknown
  readonly answers?: unknown
  readonly visited?: unknown
  readonly carryOn?: unknown
  readonly refused?: unknown
  readonly flow?: unknown
  readonly step?: unknown
}

const isRecord = (value: unknown): value is Unsure => typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string'

const isProgress = (value: unknown): value is Progress =>
  isRecord(value) &&
  isRecord(value.answers) &&
  Object.values(value.answers).every(isText) &&
  Array.isArray(value.visited) &&
  value.visited.every(isText) &&
  (value.carryOn === undefined || (isRecord(value.carryOn) && isText(value.carryOn.flow) && isText(value.carryOn.step))) &&
  (value.refused === undefined || (isRecord(value.refused) && Object.values(value.refused).every(Number.isSafeInteger)))
