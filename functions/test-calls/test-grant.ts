import { now } from '../../src/contract/clock.ts'
import { Grant } from '../grant/grant.ts'
import type { GrantRecord } from '../grant/record.ts'
import { createAgenda, nameOf } from '../objects/agenda.ts'
import { readSettings } from '../settings.ts'
import { createSealedRecord } from '../vault/sealed-record.ts'
import { age } from './age.ts'

/** A login that a test harness may end, revive and age. */
export class TestGrant extends Grant {
  /** Ends the login as Xero does, or without a reason revives it. Its accounts hear of it as always. */
  async setDead(reason?: 'expired' | 'revoked'): Promise<void> {
    await this.#change(({ dead: _dead, trouble: _trouble, ...record }) =>
      reason === undefined ? record : { ...record, dead: { reason, at: now() } },
    )
    createAgenda<'inform-accounts'>(this.ctx).planBy('inform-accounts', now())
  }

  async moveClock(seconds: number): Promise<void> {
    const { tokenSeal } = readSettings(this.env)
    await age(this.ctx.storage, seconds, `grant:${nameOf(this.ctx)}`, () => tokenSeal)
    await this.env.TOKENS.delete(`token/${nameOf(this.ctx)}`)
  }

  async #change(change: (record: GrantRecord) => GrantRecord): Promise<void> {
    const { tokenSeal } = readSettings(this.env)
    const login = nameOf(this.ctx)
    const stored = createSealedRecord<GrantRecord>(this.ctx.storage, tokenSeal, `grant:${login}`, 'grant')
    await stored.update((record) => record && change(record))
    await this.env.TOKENS.delete(`token/${login}`)
  }
}
