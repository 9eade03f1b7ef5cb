/** A login's access token: handed out while it is valid, and refreshed once for however many callers ask. */
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { log } from '../log.ts'
import { createCopyWriter } from '../vault/edge-copy.ts'
import { withDeadline } from '../xero/deadline.ts'
import { type GrantContext, logFieldsOf } from './context.ts'
import { nextOpinionAt } from './daily-schedule.ts'
import { died, type GrantRecord, heldBack, isIdle, refreshed, troubled } from './record.ts'
import type { Refresher, RefreshFailure } from './refresh.ts'
import { createHoldBack, reportAlive } from './report-incident.ts'

/** A token handed out has at least a minute to live; one with less than this is refreshed first. */
const REFRESH_MARGIN_SECONDS = 120
/** Longer than any refresh takes, and well within the 30 minutes in which Xero still takes the previous token. */
const REFRESH_REPEAT_SECONDS = 90

/** `expired` and `revoked`: the person must consent again. `our-settings`: Xero refused our client. */
export type GrantTokenFailure = 'expired' | 'revoked' | 'xero-unavailable' | 'our-settings'

export interface FreshToken {
  readonly accessToken: string
  readonly expiresAt: number
}

/**
 * @returns a function that gives a token with more than two minutes to live. `waitSeconds`: how long the caller can wait. `refused`: a
 * token that Xero refused early; it is not handed out again
 */
export function createAccessTokens(context: GrantContext, refresher: Refresher) {
  const { stored, agenda } = context
  const copy = createCopyWriter(context.publish)
  const isHeldBack = createHoldBack(context)
  let inFlight: Promise<Result<FreshToken, GrantTokenFailure>> | undefined

  async function ensureFresh(refused: string | undefined): Promise<Result<FreshToken, GrantTokenFailure>> {
    const record = await stored.read()
    if (record === undefined) return fail('revoked')
    if (record.dead !== undefined) return fail(record.dead.reason)
    if (record.accessExpiresAt - now() > REFRESH_MARGIN_SECONDS && record.accessToken !== refused) {
      await copy.restore()
      return freshTokenOf(record)
    }
    // If this object ends between Xero's answer and the write, the alarm asks again while Xero still takes the previous token.
    agenda.planBy('refresh', now() + REFRESH_REPEAT_SECONDS)
    return refresh(record)
  }

  async function refresh(before: GrantRecord): Promise<Result<FreshToken, GrantTokenFailure>> {
    let asked = before
    let answer = await refresher.ask(asked.refreshToken)
    if (!answer.ok && answer.error === 'invalid-grant') {
      // Believed only about the newest token, and only the second time: one hiccup at Xero must not cost a person their connection.
      asked = (await stored.read()) ?? asked
      answer = await refresher.ask(asked.refreshToken)
    }
    if (!answer.ok && answer.error !== 'invalid-grant') return noteTrouble(asked, answer.error, answer.retryAfterIn)
    if (!answer.ok && !isIdle(asked, now()) && (await isHeldBack())) return hold(asked)
    const tokens = answer.ok ? answer.value : undefined
    const kept = await stored.update(
      (current) => {
        // A consent came in meanwhile, or the grant was released: the answer about the older token no longer matters.
        if (current === undefined || current.generation !== asked.generation) return current
        return tokens === undefined ? died(current, now()) : refreshed(current, tokens, now())
      },
      (record) => {
        agenda.drop('refresh')
        if (record?.dead !== undefined || asked.trouble !== undefined) agenda.planBy('inform-accounts', now())
        if (record?.dead !== undefined) planSecondOpinion(context, record.dead.at)
      },
    )
    if (kept === undefined) return fail('revoked')
    if (kept.dead !== undefined) log('warn', 'grant.died', { ...logFieldsOf(context, kept), cause: kept.dead.reason })
    else log('info', 'grant.refreshed', { ...logFieldsOf(context, kept), from: asked.generation })
    if (kept.dead === undefined) reportAlive(context, asked)
    await copy.write()
    return freshTokenOf(kept)
  }

  /** Too many logins are dying at once: this one is tried again later, and until then Xero counts as unavailable. */
  async function hold(asked: GrantRecord): Promise<Result<FreshToken, GrantTokenFailure>> {
    const { retryAfterIn } = refresher.coolDown()
    log('warn', 'grant.death-held', logFieldsOf(context, asked))
    if (asked.trouble?.isHeld !== true) await note(asked, (current) => heldBack(current, now()))
    return fail('xero-unavailable', retryAfterIn)
  }

  const note = (asked: GrantRecord, change: (current: GrantRecord) => GrantRecord) =>
    stored.update(
      (current) => (current?.generation === asked.generation ? change(current) : current),
      () => agenda.planBy('inform-accounts', now()),
    )

  /** A temporary failure: the state stays, and the accounts' timelines say since when. */
  async function noteTrouble(
    asked: GrantRecord,
    error: Exclude<RefreshFailure, 'invalid-grant'>,
    retryAfterIn: number | undefined,
  ): Promise<Result<FreshToken, GrantTokenFailure>> {
    const cause = error === 'our-settings' ? 'our-settings' : 'xero-unavailable'
    log(cause === 'our-settings' ? 'error' : 'warn', 'grant.refresh-failed', {
      ...logFieldsOf(context, asked),
      cause: error,
      retryAfterIn,
    })
    if (asked.trouble?.cause !== cause) await note(asked, (current) => troubled(current, cause, now()))
    return fail(cause, retryAfterIn)
  }

  return async (waitSeconds?: number, refused?: string): Promise<Result<FreshToken, GrantTokenFailure>> => {
    // Being a Durable Object is not enough to ask Xero once: its requests interleave at every await of the network.
    const underWay = await inFlight
    if (underWay !== undefined && !(underWay.ok && underWay.value.accessToken === refused)) return underWay
    inFlight ??= withDeadline(() => ensureFresh(refused), waitSeconds).finally(() => {
      inFlight = undefined
    })
    return inFlight
  }
}

/** In the same write: a login that died is asked about again. */
function planSecondOpinion({ agenda }: GrantContext, diedAt: number): void {
  const next = nextOpinionAt(diedAt, now())
  if (next !== undefined) agenda.plan('second-opinion', next)
}

const freshTokenOf = (record: GrantRecord): Result<FreshToken, GrantTokenFailure> =>
  record.dead === undefined
    ? succeed({ accessToken: record.accessToken, expiresAt: record.accessExpiresAt })
    : fail(record.dead.reason)
