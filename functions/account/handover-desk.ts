/** What others may ask about an account's hand-overs. */
import { RpcTarget } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import type { Locale } from '../../src/contract/languages.ts'
import { NAMELESS } from '../../src/contract/nameless.ts'
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import type { Handover, Handovers } from '../../src/contract/wire.ts'
import { log } from '../log.ts'
import { withDeadline } from '../xero/deadline.ts'
import { type Actor, actorFields } from './actor.ts'
import { beginAttempt } from './begin-attempt.ts'
import { type AccountContext, readRecord, UPKEEP_EVERY_SECONDS } from './context.ts'
import { type HandoverRecord, type HandoverWish, isOpen, isUndoable, keptUntil, stateOf, undoUntil } from './handovers.ts'
import { findOrganisation } from './record.ts'
import { type UndoFailure, undoHandover } from './undo-handover.ts'

/** What a helper's page and the undo page may show. */
export interface HandoverPage {
  readonly handover: Handover
  readonly name?: string | undefined
  readonly locale: Locale
  /** Names of what an undo would end. */
  readonly undoes: readonly string[]
  /** Until when it works; absent where there is nothing to undo, or no longer. */
  readonly undoUntil?: number | undefined
  readonly told?: boolean | undefined
}

/** @param reconcile does what follows from a change */
export const createHandoverDesk = (context: AccountContext, reconcile: () => Promise<boolean>): HandoverDesk =>
  new HandoverDesk(context, reconcile)

export class HandoverDesk extends RpcTarget {
  readonly #context: AccountContext
  readonly #reconcile: () => Promise<boolean>

  constructor(context: AccountContext, reconcile: () => Promise<boolean>) {
    super()
    this.#context = context
    this.#reconcile = reconcile
  }

  /** @returns `not-found` when the account has no such organisation, `too-many` while as many still work as may */
  async make(
    { expected, ...order }: HandoverWish,
    actor: Actor,
  ): Promise<Result<{ readonly id: string; readonly until: number }, 'not-found' | 'too-many'>> {
    const { handovers, timeline, agenda } = this.#context
    const meant = findOrganisation(await readRecord(this.#context), expected)
    if (expected !== undefined && meant === undefined) return fail('not-found')
    const named = meant === undefined ? {} : { tenantId: meant.tenantId, organisation: meant.name }
    const noted = await timeline.prepare({ type: 'handover.made', ...actorFields(actor), ...named })
    let until = 0
    const made = await handovers.make({ ...order, expected }, (kept) => {
      until = kept.until
      agenda.planBy('prune', keptUntil(kept))
      if (agenda.plannedAt('upkeep') === undefined) agenda.plan('upkeep', now() + UPKEEP_EVERY_SECONDS)
      noted()
    })
    if (!made.ok) return made
    log('info', 'handover.made', { account: this.#context.account, ref: actor.ref, reconnecting: expected !== undefined })
    await this.#reconcile()
    return succeed({ id: made.value, until })
  }

  async list(): Promise<Handovers> {
    const kept = await this.#context.handovers.all()
    return { handovers: await Promise.all(kept.map(({ id, handover }) => this.#viewOf(id, handover))) }
  }

  /** @returns what its link is made of, where this session made it and the link still works: that session's pages alone show it again */
  async madeIn(id: string, session: string): Promise<Pick<HandoverRecord, 'locale' | 'until' | 'expected'> | undefined> {
    const handover = await this.#context.handovers.read(id)
    if (handover?.madeIn !== session || !isOpen(handover, now())) return undefined
    const { locale, until, expected } = handover
    return { locale, until, ...(expected === undefined ? {} : { expected }) }
  }

  /** Ends the link, and whatever a helper has open by it. What was connected by it stays. */
  async revoke(id: string, actor: Actor): Promise<void> {
    const { handovers, sessions, timeline } = this.#context
    const noted = await timeline.prepare({ type: 'handover.revoked', ...actorFields(actor) })
    let isRevoked = false
    await handovers.change(
      id,
      (handover) => {
        isRevoked = isOpen(handover, now())
        return isRevoked ? { ...handover, revokedAt: now() } : handover
      },
      () => isRevoked && noted(),
    )
    if (isRevoked) await sessions.endHelpers(id)
  }

  /** Changes nothing. @returns undefined where there is none, or none any more */
  async page(id: string): Promise<HandoverPage | undefined> {
    const handover = await this.#context.handovers.read(id)
    if (handover === undefined) return undefined
    const { name, locale, brought, told } = handover
    const until = isUndoable(handover, now()) ? undoUntil(handover) : undefined
    return {
      handover: await this.#viewOf(id, handover),
      name,
      locale,
      undoes: brought.map((use) => use.name || NAMELESS),
      undoUntil: until,
      told,
    }
  }

  /**
   * A helper has pressed the button: opens a session for their browser, and begins an attempt.
   *
   * @param session its id, new or of the same browser's last press
   * @returns the address at Xero; `link-spent` after the one success, `link-expired` for whatever else doesn't work any more
   */
  async begin(id: string, session: string, locale: Locale, actor: Actor): Promise<Result<string, 'link-spent' | 'link-expired'>> {
    const { handovers, sessions, timeline, agenda } = this.#context
    const handover = await handovers.read(id)
    if (handover?.connectedAt !== undefined) return fail('link-spent')
    if (handover === undefined || !isOpen(handover, now())) return fail('link-expired')
    const noted = await timeline.prepare({ type: 'handover.opened', ...actorFields(actor) })
    await sessions.openForHelper(session, id, (at) => agenda.planBy('prune', at))
    await handovers.change(id, (current) => ({ ...current, openedAt: current.openedAt ?? now() }), noted)
    const begun = await beginAttempt(this.#context, { session, actor, locale, expected: handover.expected, handover: id })
    // The organisation that was to be reconnected is gone, and so is what the link was for.
    return begun.ok ? begun : fail('link-expired')
  }

  /**
   * A helper has come back from Xero, and their session is over.
   *
   * @param state of OAuth @returns the language of their attempt; undefined where that session began none such
   */
  async localeOf(state: string, session: string): Promise<Locale | undefined> {
    return (await this.#context.attempts.read(state, session))?.attempt.locale
  }

  /** Can be repeated. @returns whether Xero could be told */
  async undo(id: string, actor: Actor): Promise<Result<{ readonly told: boolean }, UndoFailure>> {
    const undone = await withDeadline(() => undoHandover(this.#context, id, actor))
    await this.#reconcile()
    return undone
  }

  /** Counts a mail to a helper. @returns false when a day's mails have been sent */
  countMail(): boolean {
    return this.#context.handovers.countMail()
  }

  async #viewOf(id: string, handover: HandoverRecord): Promise<Handover> {
    const { madeAt, until, user, why, expected, openedAt, connectedAt, helper, brought, revokedAt, undoneAt } = handover
    const meant = findOrganisation(await readRecord(this.#context), expected)
    const isConnected = connectedAt !== undefined
    return {
      id,
      state: stateOf(handover, now()),
      madeAt,
      expiresAt: until,
      organisations: isConnected ? brought.map(({ name }) => name || NAMELESS) : [],
      ...(user === undefined ? {} : { askedBy: user }),
      ...(why === undefined ? {} : { why }),
      ...(meant === undefined ? {} : { expected: meant.name || NAMELESS }),
      ...(openedAt === undefined ? {} : { openedAt }),
      ...(isConnected ? { connectedAt } : {}),
      ...(isConnected && helper !== undefined ? { helper: { name: helper.name, email: helper.email } } : {}),
      ...(revokedAt === undefined ? {} : { revokedAt }),
      ...(undoneAt === undefined ? {} : { undoneAt }),
    }
  }
}
