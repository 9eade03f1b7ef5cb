/**
 * What follows when an account changes: webhooks to miBilling, entries in the timeline, a new copy at the edge, an entry in the index. It
 * compares the current state with what was last announced, so it can be interrupted and simply run again.
 */
import { now } from '../../src/contract/clock.ts'
import { lookUp } from '../../src/contract/look-up.ts'
import type { Connection, Stalled, WebhookType } from '../../src/contract/wire.ts'
import { eraseFromIndex } from '../desk/fleet-index.ts'
import { fieldsOf, log } from '../log.ts'
import { type AccountCopies, createCopyWriter } from '../vault/edge-copy.ts'
import type { SealedRecord } from '../vault/sealed-record.ts'
import { createTurns } from '../vault/turns.ts'
import { type AccountContext, readRecord, UPKEEP_EVERY_SECONDS } from './context.ts'
import { expectEntry, rowOf } from './index-entry.ts'
import { type LoginNews, loginNewsOf, newsBetween, timelineEntryOf } from './login-news.ts'
import type { NewMessage, Outbox } from './outbox.ts'
import { readConnection } from './read-connection.ts'
import { readinessNewsBetween, type ToldReadiness } from './readiness-news.ts'
import { findOrganisation, isIdle, organisationOf } from './record.ts'
import { type AnnouncedRun, riskOf } from './run-risk.ts'
import { type AnnouncedState, webhookTypesBetween } from './webhook-types.ts'

const REPEAT_SECONDS = 10
/** A copy lives 30 days in KV. */
const REPUBLISH_SECONDS = 10 * 86_400

/** What was announced so far. */
export interface Announced {
  /** To miBilling. */
  readonly state?: AnnouncedState
  /** In the timeline, about each login. */
  readonly logins?: Readonly<Record<string, LoginNews>>
  /** In the timeline, about whether the first invoice would go through. */
  readonly readiness?: ToldReadiness
  /** At the edge: the copy as JSON, empty for none. */
  readonly published?: { readonly copy: string; readonly at: number }
}

interface Notice {
  readonly type: WebhookType
  readonly cause: string
  /** Of the timeline's entry alone. */
  readonly where?: Pick<Stalled, 'step' | 'language'>
  readonly fields: Pick<NewMessage, 'risk' | 'stalled'>
}

export interface Reconciler {
  /** @returns whether everything that follows from the current state is done; if not, the alarm does it */
  reconcile(): Promise<boolean>
  /**
   * Tells miBilling what stands in the way of a billing run, if anything does.
   *
   * @param beside what is written together with the message, without an `await`
   * @returns false when the message waits for the alarm
   */
  announceRisk(run: AnnouncedRun, beside: () => void): Promise<boolean>
  /** Tells miBilling of a person who stopped on the way. @param beside as above */
  announceStall(stalled: Stalled, beside: () => void): Promise<boolean>
  /** Writes the edge's copy again, because it was missing. When KV fails, the object still answers. */
  restoreEdgeCopy(): Promise<void>
  /** Deletes what is old, and seals everything with the newest key. */
  upkeep(): Promise<void>
}

export function createReconciler(
  context: AccountContext,
  announced: SealedRecord<Announced>,
  outbox: Outbox,
  copies: AccountCopies,
): Reconciler {
  const { account, stored, attempts, handovers, stalls, timeline, agenda, changes, keys } = context
  const inTurn = createTurns()

  /** Writes the edge's copy: there is one while an organisation is active and Xero lets us in. */
  async function publish({ evenIfUnchanged }: { readonly evenIfUnchanged: boolean }): Promise<void> {
    const record = await readRecord(context)
    const active = findOrganisation(record, record.active)
    const isOpen = active !== undefined && active.lost === undefined
    const copy = isOpen ? { login: active.login, organisation: organisationOf(active) } : undefined
    const published = { copy: copy === undefined ? '' : JSON.stringify(copy), at: now() }
    const before = (await announced.read())?.published
    if (!evenIfUnchanged && before?.copy === published.copy && before.at > published.at - REPUBLISH_SECONDS) return
    if (before === undefined && copy === undefined) return
    await (copy === undefined ? copies.erase(account) : copies.write(account, copy))
    await announced.update((current = {}) => ({ ...current, published }))
  }

  async function announce(): Promise<void> {
    const record = await readRecord(context)
    const { connection, standings } = await readConnection(context, record)
    expectEntry(context, record, rowOf(record, connection, standings))
    const before = (await announced.read()) ?? {}
    const { types, state } = webhookTypesBetween(before.state, connection)
    const logins = loginNewsOf(standings)
    const news = Object.entries(logins).flatMap(([login, present]) => newsBetween(lookUp(before.logins, login), present))
    const { entries, told: readiness } = readinessNewsBetween(before.readiness, connection)
    const present = JSON.stringify([state, logins, readiness])
    const isUnchanged = present === JSON.stringify([before.state ?? state, before.logins ?? {}, before.readiness])
    if (types.length === 0 && news.length === 0 && isUnchanged) return

    const noted = await timeline.prepare(...news, ...types.map((type) => timelineEntryOf(type, connection)), ...entries)
    const queued = await outbox.prepare(types.map((type) => ({ type, at: now(), data: connection })))
    const write = () => {
      noted()
      queued()
      if (types.includes('connection.connected')) stalls.connected()
    }
    await announced.update(({ readiness: _former, ...current }: Announced = {}) => {
      return { ...current, state, logins, ...(readiness === undefined ? {} : { readiness }) }
    }, write)
    for (const type of types) log('info', 'account.announced', { account, type, reason: connection.reason })
  }

  const copy = createCopyWriter(() =>
    inTurn(() => publish({ evenIfUnchanged: true })).catch((error: unknown) =>
      log('warn', 'account.copy-failed', { account, ...fieldsOf(error) }),
    ),
  )

  async function reconcile(): Promise<boolean> {
    try {
      await inTurn(async () => {
        const { count } = changes
        await announce()
        await Promise.all([publish({ evenIfUnchanged: false }), outbox.flush(), keys.begin()])
        if (changes.count === count) agenda.drop('reconcile')
      })
      return true
    } catch (error) {
      log('warn', 'account.reconcile-failed', { account, ...fieldsOf(error) })
      agenda.planBy('reconcile', now() + REPEAT_SECONDS)
      return false
    }
  }

  /** Sends what no change of the connection calls for, if there is anything to say. */
  async function tell(messageOf: (connection: Connection) => Notice | undefined, beside: () => void): Promise<boolean> {
    await inTurn(async () => {
      const { connection } = await readConnection(context, await readRecord(context))
      const notice = messageOf(connection)
      if (notice === undefined) return beside()
      const { type, cause, where, fields } = notice
      const noted = await timeline.prepare({ ...timelineEntryOf(type, connection), cause, ...where })
      const queued = await outbox.prepare([{ type, at: now(), data: connection, ...fields }])
      noted()
      queued()
      beside()
      agenda.planBy('reconcile', now() + REPEAT_SECONDS)
      log('info', 'account.announced', { account, type, reason: cause })
    })
    return reconcile()
  }

  return {
    reconcile,

    announceRisk: (run, beside) =>
      tell((connection) => {
        const risk = riskOf(connection, run)
        return risk && { type: 'connection.at-risk', cause: risk.cause, fields: { risk } }
      }, beside),

    announceStall(stalled, beside) {
      const { problem, step, language } = stalled
      const notice: Notice = { type: 'attempt.stalled', cause: problem ?? step, where: { step, language }, fields: { stalled } }
      return tell(() => notice, beside)
    },

    restoreEdgeCopy: () => copy.restore(),

    async upkeep() {
      await stored.reseal()
      await announced.reseal()
      await handovers.reseal()
      await outbox.prune()
      const events = await timeline.prune()
      const isAccountIdle = isIdle(await readRecord(context))
      // A spent link stays spent until it expires.
      if (events === 0 && isAccountIdle && attempts.isEmpty() && handovers.isEmpty() && context.sessions.isEmpty()) {
        await keys.remove()
        await eraseFromIndex(context.env, account)
        return context.deleteAll()
      }
      await keys.renew()
      agenda.plan('upkeep', now() + UPKEEP_EVERY_SECONDS)
    },
  }
}
