import { DurableObject } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import type { Locale } from '../../src/contract/languages.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import type { AccessToken, Connection, ReconnectReason } from '../../src/contract/wire.ts'
import { readSettings, xeroOf } from '../env.ts'
import { fieldsOf, log } from '../log.ts'
import { type AccountVault, createAccountVault, createTurns } from '../vault/edge-copy.ts'
import { createSealedRecords, type SealedRecords } from '../vault/sealed-records.ts'
import { withPatience } from '../xero/xero.ts'
import { type Arrival, endAttempt } from './arrival.ts'
import { type Attempts, createAttempts, type Outcome } from './attempts.ts'
import { checkAtXero } from './check.ts'
import { learnDetails } from './details.ts'
import { type DisconnectFailure, disconnectAtXero, dropAsides } from './disconnect.ts'
import type { Place } from './place.ts'
import { type AccountRecord, chosen, connectionOf, EMPTY, findOrganisation, organisationOf } from './record.ts'

/** KV takes one write of a key a second; an unchanged copy is rewritten no oftener than this. */
const HEAL_EVERY_SECONDS = 60
/** How long a page waits for an organisation's country and currency, which Xero tells only after the callback. */
const DETAILS_PATIENCE_SECONDS = 3
const PREPARATION_PATIENCE_SECONDS = 2

export type TokenFailure = 'not-connected' | 'organisation-not-chosen' | 'reconnect-required' | 'xero-unavailable' | 'our-settings'

/** What a problem page can tell of an organisation chosen by mistake. */
export interface WrongChoice {
  readonly tenantId: string
  readonly name: string
  readonly expectedTenantId: string
  readonly expectedName: string
}

export interface Ended {
  readonly outcome: Outcome
  readonly locale?: Locale
}

/** One miBilling account; the object's name is the account's id. It owns the organisations, which of them is active, and the attempts. */
export class Account extends DurableObject<Env> {
  readonly #records: SealedRecords<AccountRecord>
  readonly #attempts: Attempts
  readonly #vault: AccountVault
  readonly #arriving = new Map<string, Promise<Ended>>()
  #learning: Promise<void> | undefined
  #publishedAt = 0
  readonly #inTurn = createTurns()

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { tokenSeal } = readSettings(env)
    this.#records = createSealedRecords(ctx.storage, tokenSeal, `account:${this.#account}`)
    this.#attempts = createAttempts(ctx.storage, tokenSeal, `account:${this.#account}`)
    this.#vault = createAccountVault(env.TOKENS, tokenSeal)
  }

  get #place(): Place {
    return { account: this.#account, env: this.env, records: this.#records, later: (work) => this.ctx.waitUntil(work) }
  }

  /** An alarm may wake the object without telling its name. */
  get #account(): string {
    return this.ctx.id.name ?? this.ctx.storage.kv.get<string>('name') ?? ''
  }

  /** @returns false when the link opened a visit before */
  async spendLink(id: string, until: number): Promise<boolean> {
    const fresh = this.#attempts.spendLink(id, until)
    if (fresh) await this.#wakeBy(until)
    return fresh
  }

  /**
   * Begins a trip to Xero.
   *
   * @param locale in which the person goes on when they are back
   * @param expected tenant id of the organisation that a reconnecting person means
   * @returns the address at Xero; `not-found` when the account has no such organisation
   */
  async begin(session: string, locale: Locale, expected?: string): Promise<Result<string, 'not-found'>> {
    const record = await this.#read()
    if (expected !== undefined && findOrganisation(record, expected) === undefined) return fail('not-found')
    const xero = xeroOf(this.env)
    // While Xero is slow the person still sets off: the callback asks again.
    await atMost(
      PREPARATION_PATIENCE_SECONDS,
      xero.prepare().catch(() => undefined),
    )
    const { state, nonce } = await this.#attempts.begin(session, locale, expected)
    await this.#wakeBy((await this.#attempts.read(state, session))?.until)
    log('info', 'attempt.begun', { account: this.#account, reconnecting: expected !== undefined })
    return succeed(xero.authorizeUrl(state, nonce))
  }

  /**
   * Ends a trip, once: whoever arrives again, or at the same moment, is told the same outcome.
   *
   * @returns with the language in which the person set off, where the attempt is known
   */
  arrive(arrival: Arrival): Promise<Ended> {
    const trip = `${arrival.session} ${arrival.state}`
    const work = this.#arriving.get(trip) ?? this.#end(arrival).finally(() => this.#arriving.delete(trip))
    this.#arriving.set(trip, work)
    return work
  }

  async #end(arrival: Arrival): Promise<Ended> {
    const attempt = await this.#attempts.read(arrival.state, arrival.session)
    if (attempt === undefined) return { outcome: { problem: 'attempt-unknown', ref: arrival.ref } }
    const { locale } = attempt
    if (attempt.outcome !== undefined) return { outcome: attempt.outcome, locale }
    const outcome = await withPatience(() => endAttempt(this.#place, attempt, arrival))
    await this.#attempts.end(arrival.state, outcome)
    await this.#publish()
    this.#learnDetails()
    return { outcome, locale }
  }

  /** @param patient waits a moment for the details of organisations that have just been connected */
  async connection(patient = false): Promise<Connection> {
    if (patient) await atMost(DETAILS_PATIENCE_SECONDS, this.#learning)
    const record = await this.#read()
    const login = findOrganisation(record, record.active)?.login ?? record.organisations[0]?.login
    const standing = login === undefined ? undefined : await this.env.GRANT.getByName(login).standing()
    return connectionOf(this.#account, record, standing)
  }

  /** @returns undefined unless an organisation was chosen by mistake within the last hour and is still put aside */
  async wrongChoice(): Promise<WrongChoice | undefined> {
    const record = await this.#read()
    const aside = record.asides.findLast(({ until }) => until > now())
    const expected = findOrganisation(record, aside?.expectedTenantId)
    if (aside === undefined || expected === undefined) return undefined
    const { tenantId, name } = aside.organisation
    return { tenantId, name, expectedTenantId: expected.tenantId, expectedName: expected.name }
  }

  /** Makes one of the account's organisations active, or one that was put aside. */
  async choose(tenantId: string): Promise<Result<Connection, 'not-found'>> {
    const before = await this.#read()
    if (chosen(before, tenantId) === undefined) return fail('not-found')
    await this.#records.update('account', (record = EMPTY) => chosen(record, tenantId) ?? record)
    await this.#publish()
    this.#learnDetails()
    log('info', 'organisation.chosen', { account: this.#account, tenantId })
    return succeed(await this.connection())
  }

  /**
   * A token for the active organisation.
   *
   * @returns with `reconnect-required` comes the reason
   */
  async accessToken(): Promise<
    Result<AccessToken, TokenFailure> | (Failure<'reconnect-required'> & { readonly reason: ReconnectReason })
  > {
    const record = await this.#read()
    const active = findOrganisation(record, record.active)
    if (active === undefined) return fail(record.organisations.length > 0 ? 'organisation-not-chosen' : 'not-connected')
    if (active.lost !== undefined) return { ...fail('reconnect-required'), reason: active.lost }
    const access = await this.env.GRANT.getByName(active.login).accessToken()
    if (!access.ok) {
      if (access.error === 'expired' || access.error === 'revoked') return { ...fail('reconnect-required'), reason: access.error }
      return fail(access.error, access.retryAfterIn)
    }
    // The edge came here because a copy was missing or old.
    if (now() - this.#publishedAt > HEAL_EVERY_SECONDS) await this.#publish()
    return succeed({ ...access.value, tokenType: 'Bearer', tenantId: active.tenantId, organisation: organisationOf(active) })
  }

  /** Looks at Xero now, and answers how things stand. Temporary trouble changes nothing. */
  async check(): Promise<Result<Connection, 'xero-unavailable' | 'our-settings'>> {
    const checked = await withPatience(() => checkAtXero(this.#place))
    if (!checked.ok) return checked
    await this.#publish()
    return succeed(await this.connection())
  }

  /**
   * Disconnects one organisation, or all, at Xero too. What Xero has not yet ended is not forgotten, so the call can be repeated.
   *
   * @returns whether Xero could be told of all of them: a login that Xero no longer knows is forgotten all the same
   */
  async disconnect(tenantId?: string): Promise<Result<{ readonly told: boolean }, DisconnectFailure>> {
    const ended = await withPatience(() => disconnectAtXero(this.#place, tenantId))
    await this.#publish()
    return ended
  }

  /** Forgets what is over: attempts, links, and organisations put aside, whose connections then end at Xero. */
  override async alarm(): Promise<void> {
    const over = (await this.#read()).asides.filter(({ until }) => until <= now())
    await dropAsides(this.#place, over)
    const left = (await this.#read()).asides.map(({ until }) => Math.max(until, now() + 60))
    await this.#wakeBy(await this.#attempts.prune())
    await this.#wakeBy(left.length === 0 ? undefined : Math.min(...left))
  }

  #read = async (): Promise<AccountRecord> => (await this.#records.read('account')) ?? EMPTY

  async #wakeBy(at: number | undefined): Promise<void> {
    if (at === undefined) return
    this.ctx.storage.kv.put('name', this.#account)
    const planned = await this.ctx.storage.getAlarm()
    if (planned === null || planned > at * 1000) await this.ctx.storage.setAlarm(at * 1000)
  }

  /** Brings the edge's copy up to date. When KV fails the object still answers. */
  #publish(): Promise<void> {
    this.#publishedAt = now()
    return this.#inTurn(async () => {
      const record = await this.#read()
      const active = findOrganisation(record, record.active)
      if (active === undefined || active.lost !== undefined) await this.#vault.erase(this.#account)
      else await this.#vault.write(this.#account, { login: active.login, organisation: organisationOf(active) })
    }).catch((error: unknown) => log('warn', 'account.copy-failed', { account: this.#account, ...fieldsOf(error) }))
  }

  /** Asks Xero, once at a time and out of the person's way, for what the connections list does not tell. */
  #learnDetails(): void {
    this.#learning ??= learnDetails(this.#place)
      .then((learnt) => (learnt ? this.#publish() : undefined))
      .catch((error: unknown) => log('warn', 'organisation.details-failed', { account: this.#account, ...fieldsOf(error) }))
      .finally(() => {
        this.#learning = undefined
      })
    this.ctx.waitUntil(this.#learning)
  }
}

/** Waits for work that may as well go on alone. */
async function atMost(seconds: number, work: Promise<void> | undefined): Promise<void> {
  const enough = new AbortController()
  await Promise.race([work, scheduler.wait(seconds * 1000, { signal: enough.signal })])
  enough.abort()
}
