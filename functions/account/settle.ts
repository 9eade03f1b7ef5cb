/**
 * What follows from a change of an account: miBilling is told, the timeline says so, the edge's copy is brought up to date. It looks
 * at how things stand and at what was told before, never at what was done: so it may be cut short anywhere, and be done again.
 */

import { now } from '../../src/contract/clock.ts'
import { lookUp } from '../../src/contract/look-up.ts'
import { fieldsOf, log } from '../log.ts'
import { type AccountVault, createTurns } from '../vault/edge-copy.ts'
import type { SealedRecords } from '../vault/sealed-records.ts'
import { momentsBetween, type Told } from './moments.ts'
import { type LoginNews, loginsOf, momentOf, newsBetween, view } from './news.ts'
import type { Outbox } from './outbox.ts'
import { type Place, readRecord, UPKEEP_EVERY_SECONDS } from './place.ts'
import { findOrganisation, isIdle, organisationOf } from './record.ts'

/** KV takes one write of a key a second; an unchanged copy is rewritten no oftener than this. */
const HEAL_EVERY_SECONDS = 60
const REPEAT_SECONDS = 10
/** A copy lives 30 days in KV. */
const REPUBLISH_SECONDS = 10 * 86_400

/** What has been told so far. */
export interface Settled {
  /** To miBilling. */
  readonly told?: Told
  /** To the timeline, of each login. */
  readonly logins?: Readonly<Record<string, LoginNews>>
  /** To the edge: the copy, as JSON, empty for none. */
  readonly published?: { readonly copy: string; readonly at: number }
}

export interface Settler {
  /** @returns whether all that follows from the present state is done; if not, the alarm does it */
  settle(): Promise<boolean>
  /** The edge came to the object because its copy was missing. When KV fails the object still answers. */
  heal(): Promise<void>
  /** Forgets what is old, and seals anew what was not sealed with the newest key. */
  upkeep(): Promise<void>
}

export function createSettler(place: Place, settled: SealedRecords<Settled>, outbox: Outbox, vault: AccountVault): Settler {
  const { account, records, attempts, timeline, agenda, changes, keys } = place
  const inTurn = createTurns()
  let healedAt = 0

  /** The edge's copy: absent unless an organisation is active that Xero lets us in to. */
  async function publish(anyway: boolean): Promise<void> {
    const record = await readRecord(place)
    const active = findOrganisation(record, record.active)
    const isOpen = active !== undefined && active.lost === undefined
    const copy = isOpen ? { login: active.login, organisation: organisationOf(active) } : undefined
    const published = { copy: copy === undefined ? '' : JSON.stringify(copy), at: now() }
    const before = (await settled.read('settled'))?.published
    if (!anyway && before?.copy === published.copy && before.at > published.at - REPUBLISH_SECONDS) return
    if (before === undefined && copy === undefined) return
    await (copy === undefined ? vault.erase(account) : vault.write(account, copy))
    await settled.update('settled', (current = {}) => ({ ...current, published }))
  }

  async function tellNews(): Promise<void> {
    const { connection, standings } = await view(place, await readRecord(place))
    const before = (await settled.read('settled')) ?? {}
    const { types, told } = momentsBetween(before.told, connection)
    const logins = loginsOf(standings)
    const news = Object.entries(logins).flatMap(([login, present]) => newsBetween(lookUp(before.logins, login), present))
    const isKnown = JSON.stringify([told, logins]) === JSON.stringify([before.told ?? told, before.logins ?? {}])
    if (types.length === 0 && news.length === 0 && isKnown) return

    const noted = await timeline.prepare(...news, ...types.map((type) => momentOf(type, connection)))
    const queued = await outbox.prepare(types.map((type) => ({ type, at: now(), data: connection })))
    const keep = () => {
      noted()
      queued()
    }
    await settled.update('settled', (current = {}) => ({ ...current, told, logins }), keep)
    for (const type of types) log('info', 'account.moment', { account, type, reason: connection.reason })
  }

  return {
    async settle() {
      try {
        await inTurn(async () => {
          const { count } = changes
          await tellNews()
          await Promise.all([publish(false), outbox.flush(), keys.begin()])
          if (changes.count === count) agenda.drop('settle')
        })
        return true
      } catch (error) {
        log('warn', 'account.unsettled', { account, ...fieldsOf(error) })
        agenda.want('settle', now() + REPEAT_SECONDS)
        return false
      }
    },

    async heal() {
      if (now() - healedAt <= HEAL_EVERY_SECONDS) return
      healedAt = now()
      await inTurn(() => publish(true)).catch((error: unknown) =>
        log('warn', 'account.copy-failed', { account, ...fieldsOf(error) }),
      )
    },

    async upkeep() {
      await records.reseal('account')
      await settled.reseal('settled')
      await outbox.keep()
      const events = await timeline.keep()
      const isOver = isIdle(await readRecord(place))
      // A link that was spent stays spent until it lapses.
      if (events === 0 && isOver && attempts.isEmpty() && place.visits.isEmpty()) {
        await keys.leave()
        return place.forget()
      }
      await keys.renew()
      agenda.plan('upkeep', now() + UPKEEP_EVERY_SECONDS)
    },
  }
}
