/** Tells miBilling of a person who stopped on the way to a connection: fifteen minutes after the last that was heard of them. */
import { now } from '../../src/contract/clock.ts'
import { inLocale, localeOfTag } from '../../src/contract/languages.ts'
import { withParameter } from '../../src/contract/with-parameter.ts'
import { readSettings } from '../settings.ts'
import { ATTEMPT_LIFETIME_SECONDS } from './attempts.ts'
import { type AccountContext, readRecord } from './context.ts'
import { readConnection } from './read-connection.ts'
import type { Reconciler } from './reconcile.ts'
import { mayTell, pageOfStep, STALLED_SECONDS, stopOf } from './stall.ts'

/** A person has come, or has left for Xero. Synchronous: written together with what they did. */
export function expectProgress({ env, agenda }: Pick<AccountContext, 'env' | 'agenda'>): void {
  if (readSettings(env).tellsStalled) agenda.planBy('look-for-stall', now() + STALLED_SECONDS)
}

/** The message and the count of it are one write, so an interrupted look is simply made again. */
export async function lookForStall(context: AccountContext, reconciler: Reconciler): Promise<boolean> {
  const { env, agenda, attempts, sessions, stalls } = context
  const { tellsStalled, dashboardUrl } = readSettings(env)
  const [attempt, visit] = [await attempts.latest(), await sessions.latest()]
  const since = Math.max(visit?.usedAt ?? 0, (attempt?.until ?? 0) - ATTEMPT_LIFETIME_SECONDS)
  if (since > now() - STALLED_SECONDS) {
    agenda.plan('look-for-stall', since + STALLED_SECONDS)
    return true
  }
  const { state } = (await readConnection(context, await readRecord(context))).connection
  const stop = stopOf({ state, attempt, visit: visit && localeOfTag(visit.locale) }, stalls.read())
  if (stop === undefined || !tellsStalled || !mayTell(stalls.read(), now())) return true
  const resumeUrl = withParameter(dashboardUrl, 'goto', encodeURIComponent(inLocale(stop.language, pageOfStep(stop.step))))
  return reconciler.announceStall({ ...stop, since, resumeUrl }, stalls.tell)
}
