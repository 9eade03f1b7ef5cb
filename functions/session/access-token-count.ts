/**
 * How many access tokens each service key has fetched, for the operator's log. Counted in memory and logged at most once a minute, so that
 * a token costs no write; what an isolate counts after that is lost with it.
 */
import { now } from '../../src/contract/clock.ts'
import { log } from '../log.ts'

const WRITE_EVERY_SECONDS = 60

const counts = new Map<string, number>()
let writtenAt = 0
let countedOn = ''

/** @param key the first 8 hex of its digest; `rpc` for another Worker */
export function countAccessToken(key: string): void {
  const day = new Date(now() * 1000).toISOString().slice(0, 10)
  if (day !== countedOn) write()
  countedOn = day
  counts.set(key, (counts.get(key) ?? 0) + 1)
  if (now() - writtenAt < WRITE_EVERY_SECONDS) return
  write()
  writtenAt = now()
}

function write(): void {
  for (const [key, count] of counts) log('info', 'tokens.handed-out', { key, day: countedOn, count })
  counts.clear()
}
