/** A login's access token: handed out while it lives, and refreshed once for however many ask. */
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { withDeadline } from '../xero/deadline.ts'
import { type GrantPlace, told } from './place.ts'
import { died, type GrantRecord, held, isIdle, refreshed, troubled } from './record.ts'
import type { Refresher, RefreshFailure } from './refresh.ts'
import { nextOpinionAt } from './schedule.ts'
import { createSuspicion, noteAlive } from './suspicion.ts'

/** A token handed out has at least a minute to live; one with less than this is refreshed first. */
const REFRESH_MARGIN_SECONDS = 120
/** KV takes one write of a key a second; the object rewrites an unchanged copy no oftener than this. */
const HEAL_EVERY_SECONDS = 60
/** Longer than any refresh takes, and well within the 30 minutes in which Xero still takes the previous token. */
const REFRESH_REPEAT_SECONDS = 90

/** `expired` and `revoked`: the person must consent again. `our-settings`: Xero refused our client. */
export type AccessFailure = 'expired' | 'revoked' | 'xero-unavailable' | 'our-settings'

export interface Access {
  readonly accessToken: string
  readonly expiresAt: number
}

export const isOver = (error: string): error is 'expired' | 'revoked' => error === 'expired' || error === 'revoked'

/**
 * @returns a call for a token with more than two minutes to live. `waitSeconds`: how long the caller can wait. `refused`: a token
 * that Xero no longer takes although it should live; it is not handed out again
 */
export function createAccess(place: GrantPlace, refresher: Refresher) {
  const { records, agenda } = place
  const isHeldBack = createSuspicion(place)
  let inFlight: Promise<Result<Access, AccessFailure>> | undefined
  let healedAt = 0

  async function ensureFresh(refused: string | undefined): Promise<Result<Access, AccessFailure>> {
    const record = await records.read('grant')
    if (record === undefined) return fail('revoked')
    if (record.dead !== undefined) return fail(record.dead.reason)
    if (record.accessExpiresAt - now() > REFRESH_MARGIN_SECONDS && record.accessToken !== refused) {
      if (now() - healedAt > HEAL_EVERY_SECONDS) await heal()
      return accessOf(record)
    }
    // Should this object end between Xero's answer and the write, the alarm asks again while Xero still takes the previous token.
    agenda.want('refresh', now() + REFRESH_REPEAT_SECONDS)
    return refresh(record)
  }

  function heal(): Promise<boolean> {
    healedAt = now()
    return place.publish()
  }

  async function refresh(before: GrantRecord): Promise<Result<Access, AccessFailure>> {
    let asked = before
    let answer = await refresher.ask(asked.refreshToken)
    if (!answer.ok && answer.error === 'invalid-grant') {
      // Believed only of the newest token, and only when said twice: a hiccup of Xero's must not cost a person their connection.
      asked = (await records.read('grant')) ?? asked
      answer = await refresher.ask(asked.refreshToken)
    }
    if (!answer.ok && answer.error !== 'invalid-grant') return noteTrouble(asked, answer.error, answer.retryAfterIn)
    if (!answer.ok && !isIdle(asked, now()) && (await isHeldBack())) return hold(asked)
    const tokens = answer.ok ? answer.value : undefined
    const kept = await records.update(
      'grant',
      (current) => {
        // A consent came in meanwhile, or the grant was given back: what Xero answered to the older token no longer matters.
        if (current === undefined || current.generation !== asked.generation) return current
        return tokens === undefined ? died(current, now()) : refreshed(current, tokens, now())
      },
      (record) => {
        agenda.drop('refresh')
        if (record?.dead !== undefined || asked.trouble !== undefined) agenda.want('tell', now())
        if (record?.dead !== undefined) planOpinion(place, record.dead.at)
      },
    )
    if (kept === undefined) return fail('revoked')
    if (kept.dead !== undefined) log('warn', 'grant.died', { ...told(place, kept), cause: kept.dead.reason })
    else log('info', 'grant.refreshed', { ...told(place, kept), from: asked.generation })
    if (kept.dead === undefined) noteAlive(place, asked)
    await heal()
    return accessOf(kept)
  }

  /** Too many logins die at once: this one is asked again later, and until then Xero counts as out of order. */
  async function hold(asked: GrantRecord): Promise<Result<Access, AccessFailure>> {
    const { retryAfterIn } = refresher.coolDown()
    log('warn', 'grant.death-held', told(place, asked))
    if (asked.trouble?.isHeld !== true) await note(asked, (current) => held(current, now()))
    return fail('xero-unavailable', retryAfterIn)
  }

  const note = (asked: GrantRecord, change: (current: GrantRecord) => GrantRecord) =>
    records.update(
      'grant',
      (current) => (current?.generation === asked.generation ? change(current) : current),
      () => agenda.want('tell', now()),
    )

  /** Temporary, whatever it is: the state stays, and the accounts' timelines say since when. */
  async function noteTrouble(
    asked: GrantRecord,
    error: Exclude<RefreshFailure, 'invalid-grant'>,
    retryAfterIn: number | undefined,
  ): Promise<Result<Access, AccessFailure>> {
    const cause = error === 'our-settings' ? 'our-settings' : 'xero-unavailable'
    log(cause === 'our-settings' ? 'error' : 'warn', 'grant.refresh-failed', { ...told(place, asked), cause: error, retryAfterIn })
    if (asked.trouble?.cause !== cause) await note(asked, (current) => troubled(current, cause, now()))
    return fail(cause, retryAfterIn)
  }

  return async (waitSeconds?: number, refused?: string): Promise<Result<Access, AccessFailure>> => {
    // Being a Durable Object is not enough to ask Xero once: its requests interleave at every await of the network.
    const underWay = await inFlight
    if (underWay !== undefined && !(underWay.ok && underWay.value.accessToken === refused)) return underWay
    inFlight ??= withDeadline(() => ensureFresh(refused), waitSeconds).finally(() => {
      inFlight = undefined
    })
    return inFlight
  }
}

/** With what is written now: a login that died is asked again, whatever becomes of us. */
function planOpinion({ agenda }: GrantPlace, diedAt: number): void {
  const next = nextOpinionAt(diedAt, now())
  if (next !== undefined) agenda.plan('opinion', next)
}

const accessOf = (record: GrantRecord): Result<Access, AccessFailure> =>
  record.dead === undefined
    ? succeed({ accessToken: record.accessToken, expiresAt: record.accessExpiresAt })
    : fail(record.dead.reason)
