import { DurableObject } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import type { AccessToken, Connection, ReconnectReason, SentWebhooks, Timeline } from '../../src/contract/wire.ts'
import { fieldsOf, log } from '../log.ts'
import { readSettings } from '../settings.ts'
import { createAccountVault } from '../vault/edge-copy.ts'
import { createSealedRecords } from '../vault/sealed-records.ts'
import { waitAtMost, withDeadline } from '../xero/deadline.ts'
import type { Actor } from './actor.ts'
import { type Arrival, resumeAttempts } from './arrival.ts'
import { type CheckFailure, checkAtXero, compare, type Listing } from './check.ts'
import { choose, readWrongChoice, type WrongChoice } from './choice.ts'
import { beginAttempt, type Departure } from './departure.ts'
import { learnDetails } from './details.ts'
import { type DisconnectFailure, disconnect } from './disconnect.ts'
import { view } from './news.ts'
import { createOutbox, type Message, type Outbox, type Trial } from './outbox.ts'
import { createPlace, type Place, readRecord } from './place.ts'
import { findOrganisation, organisationOf } from './record.ts'
import { removeAccount } from './remove.ts'
import { createSettler, type Settled, type Settler } from './settle.ts'
import { createTasks } from './tasks.ts'
import { type Claimed, createTrips, type Ended, type Trips } from './trips.ts'
import type { VisitDetails } from './visits.ts'

/** How long a page waits for an organisation's country and currency, which Xero tells only after the callback. */
const DETAILS_WAIT_SECONDS = 3
/** The daily look at Xero does not ask again for what was proven so lately. */
const PROOF_EVERY_SECONDS = 20 * 3600
/** What is done at once is left to the alarm only when it was cut short. */
const CUT_SHORT_SECONDS = 10

export type TokenFailure = 'not-connected' | 'organisation-not-chosen' | 'reconnect-required' | 'xero-unavailable' | 'our-settings'

/** One miBilling account; the object's name is the account's id. It owns the organisations, which of them is active, the attempts and the timeline. */
export class Account extends DurableObject<Env> {
  readonly #place: Place
  readonly #outbox: Outbox
  readonly #settler: Settler
  readonly #trips: Trips
  #learning: Promise<void> | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { tokenSeal, sessionSeal, webhook } = readSettings(env)
    this.#place = createPlace(ctx, env, tokenSeal, sessionSeal)
    const owner = `account:${this.#place.account}`
    this.#outbox = createOutbox(ctx.storage, tokenSeal, this.#place.account, webhook !== undefined ? env.EVENTS : undefined)
    const settled = createSealedRecords<Settled>(ctx.storage, tokenSeal, owner)
    this.#settler = createSettler(this.#place, settled, this.#outbox, createAccountVault(env.TOKENS, tokenSeal))
    this.#trips = createTrips(this.#place, this.#settler, (anew) => this.#learnDetails(anew))
  }

  /** Opens a visit, or carries on the one with this id. @returns why the link opens none */
  openVisit(id: string, details: VisitDetails, linkUntil: number): Promise<Result<void, 'link-spent' | 'link-expired'>> {
    const { visits, agenda } = this.#place
    return visits.open(id, details, linkUntil, (at) => agenda.want('prune', at))
  }

  /** Counts as use of it. @returns undefined when the visit is over */
  readVisit(id: string): Promise<VisitDetails | undefined> {
    return this.#place.visits.read(id)
  }

  endVisit(id: string): Promise<void> {
    return this.#place.visits.end(id)
  }

  /** Begins a trip to Xero. @returns the address there; `not-found` when the account has no such organisation */
  begin(departure: Departure): Promise<Result<string, 'not-found'>> {
    return beginAttempt(this.#place, departure)
  }

  /**
   * Ends a trip, once: whoever arrives again, or at the same moment, is told the same outcome.
   *
   * @param state as the callback brought it
   * @returns with the language in which the person set off, where the attempt is known
   */
  arrive(session: string, state: string, arrival: Arrival): Promise<Ended> {
    return this.#trips.arrive(session, state, arrival)
  }

  /** How many tries a visit has left to claim a company by its name; undefined where there is nothing to claim. */
  async claimsLeft(session: string): Promise<number | undefined> {
    return (await this.#place.attempts.readClaimable(session))?.triesLeft
  }

  /** Claims a company of the login that has just consented, by its name: see claim.ts. A second press joins the first. */
  claim(session: string, typed: string, actor: Actor): Promise<Claimed> {
    return this.#trips.claim(session, typed, actor)
  }

  /** @param patient waits a moment for the details of organisations that have just been connected */
  async connection(patient = false): Promise<Connection> {
    if (patient) await waitAtMost(DETAILS_WAIT_SECONDS, this.#learning)
    return (await view(this.#place, await readRecord(this.#place))).connection
  }

  /** @returns undefined unless an organisation was chosen by mistake within the last hour and is still put aside */
  wrongChoice(): Promise<WrongChoice | undefined> {
    return readWrongChoice(this.#place)
  }

  /** Makes one of the account's organisations active, or one that was put aside. */
  async choose(tenantId: string, actor: Actor): Promise<Result<Connection, 'not-found'>> {
    const done = await choose(this.#place, tenantId, actor)
    if (!done.ok) return done
    await this.#settler.settle()
    this.#learnDetails()
    return succeed(await this.connection())
  }

  /**
   * A token for the active organisation.
   *
   * @param isUnknown the edge has no copy of which organisation that is: it is written anew
   * @returns with `reconnect-required` comes the reason
   */
  async accessToken(
    isUnknown = false,
  ): Promise<Result<AccessToken, TokenFailure> | (Failure<'reconnect-required'> & { readonly reason: ReconnectReason })> {
    const record = await readRecord(this.#place)
    const active = findOrganisation(record, record.active)
    if (active === undefined) return fail(record.organisations.length > 0 ? 'organisation-not-chosen' : 'not-connected')
    if (active.lost !== undefined) return { ...fail('reconnect-required'), reason: active.lost }
    const access = await this.env.GRANT.getByName(active.login).accessToken()
    if (!access.ok) {
      if (access.error === 'expired' || access.error === 'revoked') return { ...fail('reconnect-required'), reason: access.error }
      return fail(access.error, access.retryAfterIn)
    }
    if (isUnknown) await this.#settler.heal()
    return succeed({ ...access.value, tokenType: 'Bearer', tenantId: active.tenantId, organisation: organisationOf(active) })
  }

  /** Looks at Xero now, and answers how things stand. Temporary trouble changes nothing. */
  async check(): Promise<Result<Connection, CheckFailure>> {
    const checked = await withDeadline(() => checkAtXero(this.#place))
    await this.#settler.settle()
    return checked.ok ? succeed(await this.connection()) : checked
  }

  /**
   * Disconnects one organisation, or all, at Xero too. What Xero has not yet ended is not forgotten, so the call can be repeated.
   *
   * @returns whether Xero could be told of all of them: a login that Xero no longer knows is forgotten all the same
   */
  async disconnect(actor: Actor, tenantId?: string): Promise<Result<{ readonly told: boolean }, DisconnectFailure>> {
    const ended = await withDeadline(async () => {
      // A consent on its way, or one that waits for Xero, would bring back an account that was to be empty: it is seen through first.
      const isClear = tenantId !== undefined || ((await this.#trips.seeThrough()) && (await resumeAttempts(this.#place)))
      return isClear ? disconnect(this.#place, tenantId, actor) : fail('xero-unavailable')
    })
    await this.#settler.settle()
    return ended
  }

  /** Ends the account here, and no trip begun before connects it again. @param erase leaves nothing of its people either */
  remove(actor: Actor, { erase } = { erase: false }): Promise<Result<{ readonly told: boolean }, DisconnectFailure>> {
    return removeAccount(
      this.#place,
      () => this.disconnect(actor),
      () => this.#settler.settle(),
      erase,
    )
  }

  /** What happened, newest first. @param before only what is older than the event of this number */
  events(before: number | undefined, limit: number): Promise<Timeline> {
    return this.#place.timeline.page(before, limit)
  }

  /**
   * A login's daily look at Xero has listed this.
   *
   * @param listing `over`: the login's permission has ended, as the login itself tells
   * @returns false when it should come again soon, since Xero did not answer
   */
  async examine(login: string, listing: Listing | 'over'): Promise<boolean> {
    const look = () => (listing === 'over' ? succeed(undefined) : compare(this.#place, login, listing, PROOF_EVERY_SECONDS))
    const compared = await withDeadline(async () => look())
    await this.#settler.upkeep()
    return (await this.#settler.settle()) && compared.ok
  }

  /** A login stands otherwise than before. @returns false when not all that follows could be done */
  hear(): Promise<boolean> {
    return this.#settler.settle()
  }

  /** @returns undefined where there is no such message any more, or it has arrived */
  webhook(sequence: number): Promise<Message | undefined> {
    return this.#outbox.read(sequence)
  }

  /** miBilling was called. @param cause why the message did not arrive; without one it did */
  async webhookTried(sequence: number, cause?: string): Promise<void> {
    this.#outbox.tried(sequence, cause)
  }

  /** A message was tried for the last time. @returns how it was tried; undefined where it arrived after all, or is gone */
  async giveUpWebhook(sequence: number): Promise<Trial | undefined> {
    const { timeline } = this.#place
    const trial = this.#outbox.trialOf(sequence)
    if (trial === undefined) return undefined
    const cause = trial.cause === undefined ? {} : { cause: trial.cause }
    const noted = await timeline.prepare({ type: 'webhook.undeliverable', ...cause })
    if (!this.#outbox.giveUp(sequence)) return undefined
    noted()
    return trial
  }

  /** What became of the messages to miBilling, newest first. @param before only what is older than the message of this number */
  webhooks(before: number | undefined, limit: number): Promise<SentWebhooks> {
    return this.#outbox.page(before, limit)
  }

  /** Sends messages anew. @param from the first sequence number; all of them without it @returns how many */
  async redeliver(from?: number): Promise<number> {
    const { agenda, changes } = this.#place
    const count = this.#outbox.redeliver(from)
    if (count === 0) return 0
    changes.count += 1
    agenda.want('settle', now() + CUT_SHORT_SECONDS)
    await this.#settler.settle()
    return count
  }

  /** Does what is due: see `AccountTask`. */
  override alarm(): Promise<void> {
    return this.#place.agenda.run(createTasks(this.#place, this.#settler))
  }

  /** Asks Xero, once at a time and out of the person's way, for what the connections list does not tell. @param anew a consent has just been given */
  #learnDetails(anew = false): void {
    this.#learning ??= learnDetails(this.#place, anew)
      .then(async (learnt) => void (learnt && (await this.#settler.settle())))
      .catch((error: unknown) => log('warn', 'organisation.details-failed', { account: this.#place.account, ...fieldsOf(error) }))
      .finally(() => {
        this.#learning = undefined
      })
    this.ctx.waitUntil(this.#learning)
  }
}
