import { DurableObject } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import { lookUp } from '../../src/contract/look-up.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import { fieldsOf, log } from '../log.ts'
import { createAgenda, nameOf } from '../objects/agenda.ts'
import { readSettings } from '../settings.ts'
import { createTokenVault, createTurns } from '../vault/edge-copy.ts'
import { createKeyRegister } from '../vault/key-register.ts'
import { createSealedRecords } from '../vault/sealed-records.ts'
import { isPastDeadline, secondsLeft, withDeadline } from '../xero/deadline.ts'
import { xeroOf } from '../xero/xero.ts'
import { type Access, type AccessFailure, createAccess, isOver } from './access.ts'
import { type EndFailure, endAtXero, type WithToken } from './ending.ts'
import { type Listed, type ListFailure, lookAtXero, REVOKED, REVOKED_KEPT_SECONDS, tell } from './health.ts'
import { askSecondOpinion } from './opinion.ts'
import { type GrantPlace, type GrantTask, told } from './place.ts'
import { type Adoption, adopted, type GrantRecord, released, type Standing, standingOf } from './record.ts'
import { createRefresher, type Refresher } from './refresh.ts'
import { HEALTH_REPEAT_SECONDS, nextHealthAt } from './schedule.ts'

/**
 * What one Xero login granted our app; the object's name is the login's `xero_userid`.
 *
 * It alone holds the login's refresh token, refreshes it, and knows which accounts use which connection: Xero's tokens belong to a
 * person and our app, not to an organisation.
 */
export class Grant extends DurableObject<Env> {
  readonly #place: GrantPlace
  readonly #refresher: Refresher
  readonly #access: ReturnType<typeof createAccess>

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { tokenSeal } = readSettings(env)
    const [login, inTurn, vault] = [nameOf(ctx), createTurns(), createTokenVault(env.TOKENS, tokenSeal)]
    const records = createSealedRecords<GrantRecord>(ctx.storage, tokenSeal, `grant:${login}`)
    const keys = createKeyRegister(env.TOKENS, ctx.storage, tokenSeal, `grant:${login}`)
    const copy = async () => {
      const record = await records.read('grant')
      if (record === undefined || record.dead !== undefined) return vault.erase(login)
      const { accessToken, accessExpiresAt: expiresAt, generation } = record
      await vault.write(login, { accessToken, expiresAt, generation })
      await keys.begin()
    }
    const failed = (error: unknown) => {
      log('warn', 'grant.copy-failed', { login, ...fieldsOf(error) })
      return false
    }
    const publish = () => inTurn(copy).then(() => true, failed)
    this.#place = {
      login,
      env,
      storage: ctx.storage,
      records,
      agenda: createAgenda<GrantTask>(ctx, { health: HEALTH_REPEAT_SECONDS }),
      keys,
      publish,
    }
    this.#refresher = createRefresher(login, () => xeroOf(env))
    this.#access = createAccess(this.#place, this.#refresher)
  }

  /** Takes over a proven consent, and notes who uses it. On disk before it resolves; the same consent may come again. */
  async adopt(adoption: Adoption): Promise<void> {
    const { login, storage, records, agenda, publish } = this.#place
    const before = await records.read('grant')
    const adopt = (current: GrantRecord | undefined) => adopted(current, adoption)
    const record = await records.update('grant', adopt, () => {
      // Xero ends all of a login at once when one of its tokens is revoked, this consent as well if it came before that.
      const inDoubt = (storage.kv.get<number>(REVOKED) ?? 0) >= adoption.at
      agenda.want('health', inDoubt ? now() : nextHealthAt(login, now(), Math.random()))
      if (before?.dead !== undefined || before?.trouble !== undefined) agenda.want('tell', now())
    })
    log('info', 'grant.adopted', { ...told(this.#place, record), account: adoption.account })
    await publish()
  }

  /**
   * A token with more than two minutes to live. However many ask at once, Xero is asked once.
   *
   * @param waitSeconds how long the caller can wait
   * @param refused a token that Xero no longer takes although it should live: it is not handed out again
   */
  accessToken(waitSeconds?: number, refused?: string): Promise<Result<Access, AccessFailure>> {
    return this.#access(waitSeconds, refused)
  }

  /**
   * What Xero lists for this login. A token that Xero refuses before its time is replaced once.
   *
   * @returns `scope-missing` when the token opens nothing but the person's identity
   */
  connections(waitSeconds?: number): Promise<Result<Listed, ListFailure>> {
    const list = async (accessToken: string) => {
      const rows = await xeroOf(this.env).connections(accessToken)
      return rows.ok ? succeed({ accessToken, rows: rows.value }) : rows
    }
    return withDeadline(async () => {
      const listed = await this.#withToken(list)
      if (listed.ok) return listed
      const { error, retryAfterIn } = listed
      // Xero answers with anything else only for calls of one organisation.
      return error === 'unavailable' || error === 'no-access' || error === 'gone'
        ? fail('xero-unavailable', retryAfterIn)
        : fail(error, retryAfterIn)
    }, waitSeconds)
  }

  /** @returns undefined when nothing was ever granted, or all of it was given back */
  async standing(): Promise<Standing | undefined> {
    const record = await this.#place.records.read('grant')
    return record === undefined ? undefined : standingOf(record, now())
  }

  /** Tenants that accounts other than this one use through this login. */
  async tenantsOfOthers(account: string): Promise<string[]> {
    const uses = (await this.#place.records.read('grant'))?.uses ?? {}
    return Object.entries(uses).flatMap(([tenantId, { accounts }]) =>
      accounts.some((other) => other !== account) ? [tenantId] : [],
    )
  }

  /**
   * Ends an account's use of one connection, at Xero too unless another account uses it. The last use gone, the whole grant is
   * given back and forgotten. Until Xero has done its part nothing is forgotten, so the call can be repeated.
   *
   * @returns whether Xero could be told: a dead grant is forgotten all the same, as is what Xero refuses to end again and again
   */
  async release(account: string, tenantId: string, waitSeconds?: number): Promise<Result<{ readonly told: boolean }, EndFailure>> {
    const { login, records } = this.#place
    const record = await records.read('grant')
    const use = lookUp(record?.uses, tenantId)
    if (record === undefined || use === undefined || !use.accounts.includes(account)) return succeed({ told: true })

    const shared = use.accounts.length > 1
    const end = () => endAtXero(this.#place, this.#withToken, { tenantId, connectionId: use.connectionId })
    const ended = shared ? succeed({ told: true }) : await withDeadline(end, waitSeconds)
    if (!ended.ok) return ended
    const release = (current: GrantRecord | undefined) => current && released(current, account, tenantId)
    const left = await records.update('grant', release, (kept) => this.#planAfterRelease(kept))
    log('info', 'grant.released', { login, account, tenantId, told: ended.value.told, forgotten: left === undefined })
    if (left === undefined) await this.#place.publish()
    return ended
  }

  /** Does what is due: see `GrantTask`. */
  override alarm(): Promise<void> {
    return this.#place.agenda.run({
      refresh: async () => {
        const access = await this.#access()
        return access.ok || isOver(access.error)
      },
      tell: () => tell(this.#place),
      opinion: () => askSecondOpinion(this.#place, this.#refresher),
      health: () => lookAtXero(this.#place, () => this.connections()),
    })
  }

  #planAfterRelease(kept: GrantRecord | undefined): void {
    const { storage, agenda } = this.#place
    if (kept === undefined) {
      agenda.drop('refresh')
      agenda.drop('opinion')
      agenda.plan('tell', now())
      agenda.plan('health', now() + REVOKED_KEPT_SECONDS + 1)
      return
    }
    // A consent that was taken over while the last use was being given back has lost its tokens with it.
    if (storage.kv.get(REVOKED) !== undefined) agenda.plan('health', now())
  }

  /** Runs a call with a token; one that Xero refuses before its time is renewed once. */
  readonly #withToken: WithToken = async (call) => {
    let refused: string | undefined
    for (;;) {
      const access = await this.#access(secondsLeft(), refused)
      if (!access.ok) return access
      const { accessToken } = access.value
      const answer = await call(accessToken)
      if (answer.ok) return answer
      if (answer.error !== 'token-refused') return answer as Failure<Exclude<typeof answer.error, 'token-refused'>>
      // A refresh that is given up half-way would make all other callers wait.
      if (refused !== undefined || isPastDeadline()) return fail('xero-unavailable', answer.retryAfterIn)
      refused = accessToken
    }
  }
}
