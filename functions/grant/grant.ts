import { DurableObject } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { readSettings, xeroOf } from '../env.ts'
import { fieldsOf, log } from '../log.ts'
import { createTokenVault, createTurns, type TokenVault } from '../vault/edge-copy.ts'
import { createSealedRecords, type SealedRecords } from '../vault/sealed-records.ts'
import type { Consent } from '../xero/consent.ts'
import { patienceLeft, withPatience } from '../xero/xero.ts'
import { adopted, died, type GrantRecord, refreshed, released, type Standing, standingOf, type UsedConnection } from './record.ts'
import { createRefresher, type Refresher } from './refresh.ts'

/** A token handed out has at least a minute to live; one with less than this is refreshed first. */
const REFRESH_MARGIN_SECONDS = 120
/** KV takes one write of a key a second; the object rewrites an unchanged copy no oftener than this. */
const HEAL_EVERY_SECONDS = 60

/** `expired` and `revoked`: the person must consent again. `our-settings`: Xero refused our client. */
export type AccessFailure = 'expired' | 'revoked' | 'xero-unavailable' | 'our-settings'

export interface Access {
  readonly accessToken: string
  readonly expiresAt: number
}

/**
 * What one Xero login granted our app; the object's name is the login's `xero_userid`.
 *
 * It alone holds the login's refresh token, refreshes it, and knows which accounts use which connection: Xero's tokens belong to a
 * person and our app, not to an organisation.
 */
export class Grant extends DurableObject<Env> {
  readonly #records: SealedRecords<GrantRecord>
  readonly #vault: TokenVault
  readonly #refresher: Refresher
  #inFlight: Promise<Result<Access, AccessFailure>> | undefined
  #publishedAt = 0
  readonly #inTurn = createTurns()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { tokenSeal } = readSettings(env)
    this.#records = createSealedRecords(ctx.storage, tokenSeal, `grant:${this.#login}`)
    this.#vault = createTokenVault(env.TOKENS, tokenSeal)
    this.#refresher = createRefresher(() => xeroOf(env))
  }

  get #login(): string {
    return this.ctx.id.name ?? ''
  }

  /** Takes over a proven consent, and notes who uses it. On disk before it resolves. */
  async adopt(consent: Consent, refreshToken: string, account: string, connections: readonly UsedConnection[]): Promise<void> {
    const record = await this.#records.update('grant', (current) =>
      adopted(current, consent, refreshToken, account, connections, now()),
    )
    log('info', 'grant.adopted', { ...this.#told(record), account })
    await this.#publish()
  }

  /**
   * A token with more than two minutes to live. However many ask at once, Xero is asked once.
   *
   * Being a Durable Object is not enough for that: its requests interleave at every await of the network.
   *
   * @param patienceSeconds how long the caller can wait
   * @param refused a token that Xero no longer takes although it should live: it is not handed out again
   */
  accessToken(patienceSeconds?: number, refused?: string): Promise<Result<Access, AccessFailure>> {
    this.#inFlight ??= withPatience(() => this.#ensureFresh(refused), patienceSeconds).finally(() => {
      this.#inFlight = undefined
    })
    return this.#inFlight
  }

  /** @returns undefined when nothing was ever granted, or all of it was given back */
  async standing(): Promise<Standing | undefined> {
    const record = await this.#records.read('grant')
    return record === undefined ? undefined : standingOf(record)
  }

  /**
   * Ends an account's use of one connection, at Xero too unless another account uses it. The last use gone, the whole grant is
   * given back and forgotten. Until Xero has done its part nothing is forgotten, so the call can be repeated.
   *
   * @returns whether Xero could be told: a dead grant is forgotten all the same
   */
  async release(
    account: string,
    tenantId: string,
    patienceSeconds?: number,
  ): Promise<Result<{ readonly told: boolean }, 'xero-unavailable' | 'our-settings'>> {
    const record = await this.#records.read('grant')
    const use = record?.uses[tenantId]
    if (record === undefined || use === undefined || !use.accounts.includes(account)) return succeed({ told: true })

    const shared = use.accounts.length > 1
    const ended = shared
      ? succeed({ told: true })
      : await withPatience(() => this.#endAtXero(tenantId, use.connectionId), patienceSeconds)
    if (!ended.ok) return ended
    const left = await this.#records.update('grant', (current) => current && released(current, account, tenantId))
    log('info', 'grant.released', { login: this.#login, account, tenantId, told: ended.value.told, forgotten: left === undefined })
    if (left === undefined) await this.#publish()
    return ended
  }

  async #endAtXero(
    tenantId: string,
    connectionId: string,
  ): Promise<Result<{ told: boolean }, 'xero-unavailable' | 'our-settings'>> {
    const access = await this.accessToken(patienceLeft())
    if (!access.ok) {
      const dead = access.error === 'expired' || access.error === 'revoked'
      return dead ? succeed({ told: false }) : fail(access.error, access.retryAfterIn)
    }
    const xero = xeroOf(this.env)
    const { accessToken } = access.value
    const deleted = await xero.deleteConnection(accessToken, connectionId)
    if (!deleted.ok && deleted.error !== 'gone') {
      // Xero gives a connection a new id when it is made anew: look for the tenant's present one.
      const rows = await xero.connections(accessToken)
      if (!rows.ok) return fail('xero-unavailable', rows.retryAfterIn)
      const row = rows.value.find((candidate) => candidate.tenantId === tenantId)
      const again = row === undefined ? succeed(undefined) : await xero.deleteConnection(accessToken, row.id)
      if (!again.ok && again.error !== 'gone') return fail('xero-unavailable', again.retryAfterIn)
    }
    const record = await this.#records.read('grant')
    if (record !== undefined && Object.keys(record.uses).length === 1) {
      const revoked = await xero.revoke(record.refreshToken)
      if (!revoked.ok && revoked.error === 'our-settings') return fail('our-settings')
      if (!revoked.ok && revoked.error !== 'invalid-grant') return fail('xero-unavailable', revoked.retryAfterIn)
    }
    return succeed({ told: true })
  }

  async #ensureFresh(refused: string | undefined): Promise<Result<Access, AccessFailure>> {
    const record = await this.#records.read('grant')
    if (record === undefined) return fail('revoked')
    if (record.dead !== undefined) return fail(record.dead.reason)
    if (record.accessExpiresAt - now() > REFRESH_MARGIN_SECONDS && record.accessToken !== refused) {
      if (now() - this.#publishedAt > HEAL_EVERY_SECONDS) await this.#publish()
      return accessOf(record)
    }
    return this.#refresh(record)
  }

  async #refresh(before: GrantRecord): Promise<Result<Access, AccessFailure>> {
    let asked = before
    let answer = await this.#refresher.ask(asked.refreshToken)
    if (!answer.ok && answer.error === 'invalid-grant') {
      // Believed only of the newest token, and only when said twice: a hiccup of Xero's must not cost a person their connection.
      asked = (await this.#records.read('grant')) ?? asked
      answer = await this.#refresher.ask(asked.refreshToken)
    }
    if (!answer.ok && answer.error !== 'invalid-grant') {
      const { error, retryAfterIn } = answer
      log(error === 'our-settings' ? 'error' : 'warn', 'grant.refresh-failed', { ...this.#told(asked), cause: error, retryAfterIn })
      return error === 'our-settings' ? fail('our-settings') : fail('xero-unavailable', retryAfterIn)
    }
    const tokens = answer.ok ? answer.value : undefined
    const kept = await this.#records.update('grant', (current) => {
      // A consent came in meanwhile, or the grant was given back: what Xero answered to the older token no longer matters.
      if (current === undefined || current.generation !== asked.generation) return current
      return tokens === undefined ? died(current, now()) : refreshed(current, tokens, now())
    })
    if (kept === undefined) return fail('revoked')
    if (kept.dead !== undefined) {
      log('warn', 'grant.died', { ...this.#told(kept), cause: kept.dead.reason })
      await this.#publish()
      return fail(kept.dead.reason)
    }
    log('info', 'grant.refreshed', { ...this.#told(kept), from: asked.generation })
    await this.#publish()
    return accessOf(kept)
  }

  /** What the log says of a token set: with the generation, any race can be explained. */
  #told = ({ generation }: GrantRecord) => ({ login: this.#login, generation })

  /** Brings the edge's copy up to date. KV is a convenience of the edge: when it fails, the object still answers. */
  #publish(): Promise<void> {
    this.#publishedAt = now()
    return this.#inTurn(async () => {
      const record = await this.#records.read('grant')
      if (record === undefined || record.dead !== undefined) return this.#vault.erase(this.#login)
      const { accessToken, accessExpiresAt: expiresAt, generation } = record
      return this.#vault.write(this.#login, { accessToken, expiresAt, generation })
    }).catch((error: unknown) => log('warn', 'grant.copy-failed', { login: this.#login, ...fieldsOf(error) }))
  }
}

const accessOf = (record: GrantRecord): Result<Access, AccessFailure> =>
  record.dead === undefined
    ? succeed({ accessToken: record.accessToken, expiresAt: record.accessExpiresAt })
    : fail(record.dead.reason)
