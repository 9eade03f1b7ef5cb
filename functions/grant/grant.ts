import { DurableObject } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import { lookUp } from '../../src/contract/look-up.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import { fieldsOf, log } from '../log.ts'
import { createAgenda, nameOf } from '../objects/agenda.ts'
import { readSettings } from '../settings.ts'
import { createTokenCopies } from '../vault/edge-copy.ts'
import { createKeyRegister } from '../vault/key-register.ts'
import { createSealedRecord } from '../vault/sealed-record.ts'
import { createTurns } from '../vault/turns.ts'
import { isPastDeadline, secondsLeft, withDeadline } from '../xero/deadline.ts'
import { xeroOf } from '../xero/xero.ts'
import { createAccessTokens, type FreshToken, type GrantTokenFailure } from './access-token.ts'
import { type GrantContext, type GrantTask, logFieldsOf } from './context.ts'
import {
  informAccounts,
  type ListFailure,
  type LoginConnections,
  REVOKED,
  REVOKED_KEPT_SECONDS,
  runDailyLook,
} from './daily-look.ts'
import { LOOK_REPEAT_SECONDS, nextLookAt } from './daily-schedule.ts'
import { type EndFailure, endConnection, type WithToken } from './end-connection.ts'
import { type Adoption, adopted, type GrantRecord, isOver, released, type Standing, standingOf } from './record.ts'
import { createRefresher, type Refresher } from './refresh.ts'
import { askSecondOpinion } from './second-opinion.ts'

/**
 * What one Xero login granted our app; the object's name is the login's `xero_userid`.
 *
 * It alone holds the login's refresh token, refreshes it, and knows which accounts use which connection: Xero's tokens belong to a
 * person and our app, not to an organisation.
 */
export class Grant extends DurableObject<Env> {
  readonly #context: GrantContext
  readonly #refresher: Refresher
  readonly #accessToken: ReturnType<typeof createAccessTokens>

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { tokenSeal } = readSettings(env)
    const [login, inTurn, copies] = [nameOf(ctx), createTurns(), createTokenCopies(env.TOKENS, tokenSeal)]
    const stored = createSealedRecord<GrantRecord>(ctx.storage, tokenSeal, `grant:${login}`, 'grant')
    const keys = createKeyRegister(env.TOKENS, ctx.storage, tokenSeal, `grant:${login}`)
    const copy = async () => {
      const record = await stored.read()
      if (record === undefined || record.dead !== undefined) return copies.erase(login)
      const { accessToken, accessExpiresAt: expiresAt, generation } = record
      await copies.write(login, { accessToken, expiresAt, generation })
      await keys.begin()
    }
    const failed = (error: unknown) => {
      log('warn', 'grant.copy-failed', { login, ...fieldsOf(error) })
      return false
    }
    const publish = () => inTurn(copy).then(() => true, failed)
    this.#context = {
      login,
      env,
      storage: ctx.storage,
      stored,
      agenda: createAgenda<GrantTask>(ctx, { 'daily-look': LOOK_REPEAT_SECONDS }),
      keys,
      publish,
    }
    this.#refresher = createRefresher(login, () => xeroOf(env))
    this.#accessToken = createAccessTokens(this.#context, this.#refresher)
  }

  /** Takes a proven consent, and notes who uses it. On disk before it resolves; the same consent may come again. */
  async adopt(adoption: Adoption): Promise<void> {
    const { login, storage, stored, agenda, publish } = this.#context
    const before = await stored.read()
    const adopt = (current: GrantRecord | undefined) => adopted(current, adoption)
    const record = await stored.update(adopt, () => {
      // Revoking one token ends everything of a login at once, this consent too if it came before that.
      const inDoubt = (storage.kv.get<number>(REVOKED) ?? 0) >= adoption.at
      agenda.planBy('daily-look', inDoubt ? now() : nextLookAt(login, now(), Math.random()))
      if (before?.dead !== undefined || before?.trouble !== undefined) agenda.planBy('inform-accounts', now())
    })
    log('info', 'grant.adopted', { ...logFieldsOf(this.#context, record), account: adoption.account })
    await publish()
  }

  /**
   * A token with more than two minutes to live. However many callers ask at once, Xero is asked once.
   *
   * @param waitSeconds how long the caller can wait
   * @param refused a token that Xero refused early: it is not handed out again
   */
  accessToken(waitSeconds?: number, refused?: string): Promise<Result<FreshToken, GrantTokenFailure>> {
    return this.#accessToken(waitSeconds, refused)
  }

  /**
   * What Xero lists for this login. A token that Xero refuses early is replaced once.
   *
   * @returns `scope-missing` when the token is good for nothing but the person's identity
   */
  connections(waitSeconds?: number): Promise<Result<LoginConnections, ListFailure>> {
    const list = async (accessToken: string) => {
      const rows = await xeroOf(this.env).connections(accessToken)
      return rows.ok ? succeed({ accessToken, rows: rows.value }) : rows
    }
    return withDeadline(async () => {
      const listed = await this.#withToken(list)
      if (listed.ok) return listed
      const { error, retryAfterIn } = listed
      // Xero gives these answers only to calls about one organisation.
      return error === 'unavailable' || error === 'no-access' || error === 'gone'
        ? fail('xero-unavailable', retryAfterIn)
        : fail(error, retryAfterIn)
    }, waitSeconds)
  }

  /** @returns undefined when nothing was ever granted, or all of it was released */
  async standing(): Promise<Standing | undefined> {
    const record = await this.#context.stored.read()
    const nextLookAt = this.#context.agenda.plannedAt('daily-look')
    if (record === undefined) return undefined
    return { ...standingOf(record, now()), ...(nextLookAt === undefined ? {} : { nextLookAt }) }
  }

  /** Tenants that accounts other than this one use through this login. */
  async tenantsOfOthers(account: string): Promise<string[]> {
    const uses = (await this.#context.stored.read())?.uses ?? {}
    return Object.entries(uses).flatMap(([tenantId, { accounts }]) =>
      accounts.some((other) => other !== account) ? [tenantId] : [],
    )
  }

  /**
   * Ends an account's use of one connection, at Xero too unless another account uses it. With the last use, the whole grant is revoked
   * and deleted. Nothing is deleted until Xero has done its part, so the call can be repeated.
   *
   * @returns whether Xero could be told: a dead grant is deleted all the same, and so is what Xero keeps refusing to end
   */
  async release(account: string, tenantId: string, waitSeconds?: number): Promise<Result<{ readonly told: boolean }, EndFailure>> {
    const { login, stored } = this.#context
    const record = await stored.read()
    const use = lookUp(record?.uses, tenantId)
    if (record === undefined || use === undefined || !use.accounts.includes(account)) return succeed({ told: true })

    const shared = use.accounts.length > 1
    const end = () => endConnection(this.#context, this.#withToken, { tenantId, connectionId: use.connectionId })
    const ended = shared ? succeed({ told: true }) : await withDeadline(end, waitSeconds)
    if (!ended.ok) return ended
    const release = (current: GrantRecord | undefined) => current && released(current, account, tenantId)
    const left = await stored.update(release, (kept) => this.#planAfterRelease(kept))
    log('info', 'grant.released', { login, account, tenantId, told: ended.value.told, deleted: left === undefined })
    if (left === undefined) await this.#context.publish()
    return ended
  }

  /** Does what is due: see `GrantTask`. */
  override alarm(): Promise<void> {
    return this.#context.agenda.run({
      refresh: async () => {
        const access = await this.#accessToken()
        return access.ok || isOver(access.error)
      },
      'inform-accounts': () => informAccounts(this.#context),
      'second-opinion': () => askSecondOpinion(this.#context, this.#refresher),
      'daily-look': () => runDailyLook(this.#context, () => this.connections()),
    })
  }

  #planAfterRelease(kept: GrantRecord | undefined): void {
    const { storage, agenda } = this.#context
    if (kept === undefined) {
      agenda.drop('refresh')
      agenda.drop('second-opinion')
      agenda.plan('inform-accounts', now())
      agenda.plan('daily-look', now() + REVOKED_KEPT_SECONDS + 1)
      return
    }
    // A consent that came in during the revocation has lost its tokens with it.
    if (storage.kv.get(REVOKED) !== undefined) agenda.plan('daily-look', now())
  }

  /** Runs a call with a token, which is refreshed once if Xero refuses it early. */
  readonly #withToken: WithToken = async (call) => {
    let refused: string | undefined
    for (;;) {
      const access = await this.#accessToken(secondsLeft(), refused)
      if (!access.ok) return access
      const { accessToken } = access.value
      const answer = await call(accessToken)
      if (answer.ok) return answer
      if (answer.error !== 'token-refused') return answer as Failure<Exclude<typeof answer.error, 'token-refused'>>
      // A refresh that is cut off half-way would make all other callers wait.
      if (refused !== undefined || isPastDeadline()) return fail('xero-unavailable', answer.retryAfterIn)
      refused = accessToken
    }
  }
}
