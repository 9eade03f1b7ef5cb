/**
 * What the browser keeps, in localStorage, for this origin only. Nothing of it is ever sent anywhere.
 *
 * key       `guide.progress`
 * example   {"version":1,"savedAt":1795478400,"flows":{"connect":{"answers":{"two-step":"not-yet"},"visited":["two-step"]},
 *           "two-step":{"answers":{},"visited":["install-app"],"carryOn":{"flow":"connect","step":"log-in"}}}}
 * readers   the page script (rail, "continue where you were")
 * lifetime  90 days after the last change; older is read as nothing and overwritten by the next write
 * versions  1 is the first. An unknown version, or anything malformed, is read as nothing: a reader loses marks, never a connection.
 *           `carryOn` came after the first release; records without it are as good as new.
 *
 * Storage that is full, or refused by the browser, is not an error: the guide then has no memory.
 */
import { NO_PROGRESS, type Progress } from '../wizard/progress.ts'

const KEY = 'guide.progress'
const VERSION = 1
const LIFETIME_SECONDS = 90 * 24 * 60 * 60

export interface ProgressStore {
  read(flow: string): Progress
  write(flow: string, progress: Progress): void
}

/** @param now Unix seconds */
export const createProgressStore = (storage: Pick<Storage, 'getItem' | 'setItem'>, now: () => number): ProgressStore => ({
  read: (flow) => readFlows(storage, now())[flow] ?? NO_PROGRESS,
  write(flow, progress) {
    const flows = { ...readFlows(storage, now()), [flow]: progress }
    try {
      storage.setItem(KEY, JSON.stringify({ version: VERSION, savedAt: now(), flows }))
    } catch {
      // Full or forbidden (DOMException): see above.
    }
  },
})

function readFlows(storage: Pick<Storage, 'getItem'>, now: number): Record<string, Progress> {
  let saved: unknown
  try {
    saved = JSON.parse(storage.getItem(KEY) ?? 'null')
  } catch {
    return {}
  }
  if (!isRecord(saved) || saved.version !== VERSION || !isRecord(saved.flows)) return {}
  if (typeof saved.savedAt !== 'number' || now - saved.savedAt > LIFETIME_SECONDS) return {}
  return Object.fromEntries(Object.entries(saved.flows).filter((entry): entry is [string, Progress] => isProgress(entry[1])))
}

/** Anything might stand there: another version, another script. */
interface Unsure {
  readonly version?: unknown
  readonly savedAt?: unknown
  readonly flows?: unknown
  readonly answers?: unknown
  readonly visited?: unknown
  readonly carryOn?: unknown
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
  (value.carryOn === undefined || (isRecord(value.carryOn) && isText(value.carryOn.flow) && isText(value.carryOn.step)))
