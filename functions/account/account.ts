import { DurableObject } from 'cloudflare:workers'
import type { DeskAccount } from '../../src/contract/desk.ts'
import { type Failure, fail, type Result, succeed } from '../../src/contract/result.ts'
import type { AccessToken, Connection, NextRun, ReconnectReason, SentWebhooks, Timeline } from '../../src/contract/wire.ts'
import { isOver } from '../grant/record.ts'
import { fieldsOf, log } from '../log.ts'
import { readSettings } from '../settings.ts'
import { createAccountCopies } from '../vault/edge-copy.ts'
import { createSealedRecord } from '../vault/sealed-record.ts'
import { waitAtMost, withDeadline } from '../xero/deadline.ts'
import type { Actor } from './actor.ts'
import { createTasks } from './alarm-tasks.ts'
import { type AttemptStart, beginAttempt } from './begin-attempt.ts'
import { type CheckFailure, checkAtXero, compareListing, type LoginListing, PROOF_EVERY_SECONDS } from './check-at-xero.ts'
import { chooseOrganisation, readWrongChoice, type WrongChoice } from './choose-organisation.ts'
import { type ConnectionDetails, readConnectionDetails } from './connection-details.ts'
import { type AccountContext, createAccountContext, readRecord } from './context.ts'
import { readDeskView } from './desk-view.ts'
import { type DisconnectFailure, disconnect } from './disconnect.ts'
import { type EmptyReturn, readEmptyReturn } from './empty-return.ts'
import { type Callback, resumeAttempts } from './end-attempt.ts'
import { createHandoverDesk, type HandoverDesk } from './handover-desk.ts'
import { noteUse, rewriteEntry } from './index-entry.ts'
import { setNextRun } from './next-run.ts'
import { type OpenedLink, openSession } from './open-session.ts'
import { updateDetails } from './organisation-details.ts'
import { createOutbox, type DeliveryTries, type Message, type Outbox } from './outbox.ts'
import { createPersonCheck, type PersonCheck, type PersonCheckEnd } from './person-check.ts'
import { readConnection } from './read-connection.ts'
import { type Announced, createReconciler, type Reconciler } from './reconcile.ts'
import { findOrganisation, organisationOf } from './record.ts'
import { endSessions, removeAccount } from './remove-account.ts'
import type { SessionDetails } from './sessions.ts'
import { type AttemptEnd, type AttemptFlights, type Claimed, createAttemptFlights } from './single-flight.ts'
import { giveUp, redeliver } from './webhook-delivery.ts'

/** How long a page waits for an organisation's country and currency, which Xero tells only after the callback. */
const DETAILS_WAIT_SECONDS = 3

export type AccountTokenFailure =
  | 'not-connected'
  | 'organisation-not-chosen'
  | 'reconnect-required'
  | 'xero-unavailable'
  | 'our-settings'

/** One miBilling account; the object's name is the account's id. It owns the organisations, which of them is active, the attempts and the timeline. */
export class Account extends DurableObject<Env> {
  readonly #context: AccountContext
  readonly #outbox: Outbox
  readonly #reconciler: Reconciler
  readonly #flights: AttemptFlights
  readonly #personCheck: PersonCheck
  readonly #handovers: HandoverDesk
  #updatingDetails: Promise<void> | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { tokenSeal, sessionSeal, webhook } = readSettings(env)
    this.#context = createAccountContext(ctx, env, tokenSeal, sessionSeal)
    const owner = `account:${this.#context.account}`
    this.#outbox = createOutbox(ctx.storage, tokenSeal, this.#context.account, webhook !== undefined ? env.EVENTS : undefined)
    const announced = createSealedRecord<Announced>(ctx.storage, tokenSeal, owner, 'announced')
    this.#reconciler = createReconciler(this.#context, announced, this.#outbox, createAccountCopies(env.TOKENS, tokenSeal))
    this.#flights = createAttemptFlights(this.#context, this.#reconciler, (options) => this.#updateDetails(options))
    this.#personCheck = createPersonCheck(ctx.storage, this.#context, () => this.check())
    this.#handovers = createHandoverDesk(this.#context, () => this.#reconciler.reconcile())
  }

  /** Links for helpers, who press Allow for the account without a miStable login. */
  handovers(): HandoverDesk {
    return this.#handovers
  }

  /** Opens a session, or continues the one with this id. @returns why the link opens none */
  openSession(id: string, link: OpenedLink, linkUntil: number): Promise<Result<void, 'link-spent' | 'link-expired'>> {
    return openSession(this.#context, id, link, linkUntil)
  }

  /** Counts as use of it. @returns undefined when the session is over */
  readSession(id: string): Promise<SessionDetails | undefined> {
    return this.#context.sessions.read(id)
  }

  endSession(id: string): Promise<void> {
    return this.#context.sessions.end(id)
  }

  /** Ends every session, and what was linked but not opened. */
  endSessions(): Promise<void> {
    return endSessions(this.#context)
  }

  /** Begins an attempt. @returns the address there; `not-found` when the account has no such organisation */
  beginAttempt(start: AttemptStart): Promise<Result<string, 'not-found'>> {
    return beginAttempt(this.#context, start)
  }

  /**
   * Ends an attempt, once. The same callback again, or at the same moment, gets the same outcome.
   *
   * @param state from the callback's address
   * @returns the outcome, and the language the person began in where the attempt is known
   */
  endAttempt(session: string, state: string, callback: Callback): Promise<AttemptEnd> {
    return this.#flights.endAttempt(session, state, callback)
  }

  /** Who came back from Xero without an organisation, and why; undefined unless this session did. */
  emptyReturn(session: string): Promise<EmptyReturn | undefined> {
    return readEmptyReturn(this.#context, session)
  }

  /** Claims a company of the login that has just consented, by its name: see claim-by-name.ts. A second press joins the first. */
  claim(session: string, typed: string, actor: Actor): Promise<Claimed> {
    return this.#flights.claim(session, typed, actor)
  }

  /** @param options `waitForDetails` waits a moment for the details of organisations that were just connected */
  async connection({ waitForDetails } = { waitForDetails: false }): Promise<Connection> {
    if (waitForDetails) await waitAtMost(DETAILS_WAIT_SECONDS, this.#updatingDetails)
    return (await readConnection(this.#context, await readRecord(this.#context))).connection
  }

  /** @returns undefined unless an organisation was chosen by mistake within the last hour and is still put aside */
  wrongChoice(): Promise<WrongChoice | undefined> {
    return readWrongChoice(this.#context)
  }

  async chooseOrganisation(tenantId: string, actor: Actor): Promise<Result<Connection, 'not-found'>> {
    const done = await chooseOrganisation(this.#context, tenantId, actor)
    if (!done.ok) return done
    await this.#reconciler.reconcile()
    this.#updateDetails({ afterConsent: false })
    return succeed(await this.connection())
  }

  /**
   * A token for the active organisation.
   *
   * @param options `restoreCopy` when the edge has no copy of which organisation that is: writes it again
   * @returns the reason too, with `reconnect-required`
   */
  async accessToken(
    { restoreCopy } = { restoreCopy: false },
  ): Promise<Result<AccessToken, AccountTokenFailure> | (Failure<'reconnect-required'> & { readonly reason: ReconnectReason })> {
    const record = await readRecord(this.#context)
    const active = findOrganisation(record, record.active)
    if (active === undefined) return fail(record.organisations.length > 0 ? 'organisation-not-chosen' : 'not-connected')
    if (active.lost !== undefined) return { ...fail('reconnect-required'), reason: active.lost }
    noteUse(this.#context)
    const access = await this.env.GRANT.getByName(active.login).accessToken()
    if (!access.ok) {
      if (isOver(access.error)) return { ...fail('reconnect-required'), reason: access.error }
      return fail(access.error, access.retryAfterIn)
    }
    if (restoreCopy) await this.#reconciler.restoreEdgeCopy()
    return succeed({ ...access.value, tokenType: 'Bearer', tenantId: active.tenantId, organisation: organisationOf(active) })
  }

  /** Checks with Xero now, then answers with the connection. A temporary failure changes nothing. */
  async check(): Promise<Result<Connection, CheckFailure>> {
    const checked = await withDeadline(() => checkAtXero(this.#context))
    await this.#reconciler.reconcile()
    return checked.ok ? succeed(await this.connection()) : checked
  }

  /** A check that a person asks for: see person-check.ts. */
  checkForPerson(actor: Actor): Promise<PersonCheckEnd> {
    return this.#personCheck.run(actor)
  }

  /** All that the desk shows of the account. @param before only events older than this number */
  deskView(before: number | undefined): Promise<DeskAccount> {
    return readDeskView(this.#context, this.#outbox, before, () => this.#handovers.list())
  }

  /** What only the person's own page shows. */
  details(): Promise<ConnectionDetails> {
    return readConnectionDetails(this.#context, { isChecking: this.#personCheck.isUnderWay() })
  }

  /**
   * Disconnects one organisation, or all of them, at Xero too. Keeps what Xero hasn't ended yet, so the call can be repeated.
   *
   * @returns whether Xero could be told about all of them; a login that Xero no longer knows is removed here all the same
   */
  async disconnect(actor: Actor, tenantId?: string): Promise<Result<{ readonly told: boolean }, DisconnectFailure>> {
    const ended = await withDeadline(async () => {
      // A consent that is still being dealt with would bring back an account that should be empty, so it comes first.
      const isClear = tenantId !== undefined || ((await this.#flights.waitForAll()) && (await resumeAttempts(this.#context)))
      return isClear ? disconnect(this.#context, tenantId, actor) : fail('xero-unavailable')
    })
    await this.#reconciler.reconcile()
    return ended
  }

  /** Ends the account here; no attempt or link from before connects it again. @param options `erase` also removes everything about its people */
  remove(actor: Actor, { erase } = { erase: false }): Promise<Result<{ readonly told: boolean }, DisconnectFailure>> {
    return removeAccount(
      this.#context,
      () => this.disconnect(actor),
      () => this.#reconciler.reconcile(),
      { erase },
    )
  }

  /** miBilling announces its next billing run: see next-run.ts. @param at Unix seconds; `null` when there is none */
  setNextRun(at: number | null): Promise<NextRun> {
    return setNextRun(this.#context, at)
  }

  events(before: number | undefined, limit: number): Promise<Timeline> {
    return this.#context.timeline.page(before, limit)
  }

  /**
   * Compares the account with what a login's daily look found.
   *
   * @param listing `over`: the login's grant has ended; the Grant object says so itself
   * @param options `withActions` asks what the login may do in the active organisation, too
   * @returns false when Xero didn't answer, so the look should be repeated soon
   */
  async compareListing(login: string, listing: LoginListing | 'over', { withActions } = { withActions: true }): Promise<boolean> {
    const options = { provenWithin: PROOF_EVERY_SECONDS, withActions }
    const compared = await withDeadline(async () =>
      listing === 'over' ? succeed(undefined) : compareListing(this.#context, login, listing, options),
    )
    await this.#reconciler.upkeep()
    return (await this.#reconciler.reconcile()) && compared.ok
  }

  /** One of the account's logins has changed. @returns false when not everything that follows could be done */
  loginChanged(): Promise<boolean> {
    return this.#reconciler.reconcile()
  }

  /** @returns undefined where there is no such message any more, or it has arrived */
  webhook(sequence: number): Promise<Message | undefined> {
    return this.#outbox.read(sequence)
  }

  /** miBilling was called. @param cause why the message didn't arrive; without one it did */
  async countWebhookTry(sequence: number, cause?: string): Promise<void> {
    this.#outbox.countTry(sequence, cause)
  }

  /** A message was tried for the last time: see webhook-delivery.ts. */
  giveUpWebhook(sequence: number): Promise<DeliveryTries | undefined> {
    return giveUp(this.#context, this.#outbox, sequence)
  }

  /** The messages to miBilling and what became of them, newest first. @param before only messages older than this number */
  webhooks(before: number | undefined, limit: number): Promise<SentWebhooks> {
    return this.#outbox.page(before, limit)
  }

  /** Sends messages again. @param from the first sequence number; all of them without it @returns how many */
  async redeliver(from?: number): Promise<number> {
    const count = redeliver(this.#context, this.#outbox, from)
    if (count > 0) await this.#reconciler.reconcile()
    return count
  }

  /** The account's entry in the index, and all its codes, are written again. */
  async reindex(): Promise<void> {
    rewriteEntry(this.#context)
  }

  /** Does what is due: see `AccountTask`. */
  override alarm(): Promise<void> {
    return this.#context.agenda.run(createTasks(this.#context, this.#reconciler))
  }

  /** Reads what the list of connections doesn't say, while the person goes on. One reading after another: a choice may come meanwhile. */
  #updateDetails(options: { readonly afterConsent: boolean }): void {
    const reading = (this.#updatingDetails ?? Promise.resolve())
      .then(() => updateDetails(this.#context, options))
      .then(async (hasChanged) => void (hasChanged && (await this.#reconciler.reconcile())))
      .catch((error: unknown) => log('warn', 'organisation.details-failed', { account: this.#context.account, ...fieldsOf(error) }))
      .finally(() => {
        if (this.#updatingDetails === reading) this.#updatingDetails = undefined
      })
    this.#updatingDetails = reading
    this.ctx.waitUntil(reading)
  }
}
