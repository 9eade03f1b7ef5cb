/** What a helper's page and the undo page show. They know nothing of the account but its name, and of its connection only what the helper did. */
import type { Context } from 'hono'
import { camelCase } from '../../src/contract/camel-case.ts'
import { type Locale, localeOfPath } from '../../src/contract/languages.ts'
import { nameIn } from '../../src/contract/nameless.ts'
import { isProblemCode } from '../../src/contract/problems.ts'
import { SUPPORT_CODE } from '../../src/contract/support-code.ts'
import type { AppEnv } from '../session/context.ts'
import { readHelper } from '../session/helper-cookie.ts'
import { closeUndo, type HandoverKey, type HelperKey } from '../session/session.ts'
import { readSession } from '../session/session-cookie.ts'
import { readSettings } from '../settings.ts'
import { listOf } from './list-of.ts'
import { supportView } from './support-view.ts'
import { dayOf } from './when.ts'

/** @param key undefined for a token that isn't ours, or not the whole of it */
export async function helperView(c: Context<AppEnv>, key: HandoverKey | undefined) {
  const locale = localeOfPath(c.req.path)
  const ref = refOf(c)
  const shared = { ref, support: supportView(c, ref), origin: readSettings(c.env).publicOrigin, token: c.req.query('token') ?? '' }
  const page = key === undefined ? undefined : await c.env.ACCOUNT.getByName(key.account).handovers().page(key.id)
  if (key === undefined || page === undefined) return { ...shared, helper: { gone: true } }
  const { handover, name, undoes, undoUntil } = page
  const { state, askedBy, why, expected, expiresAt, helper: person, undoneAt } = handover
  const mine = await readHelper(c, key)
  const open = state === 'open' || state === 'opened'
  const empty = open && mine !== undefined && expected === undefined ? await emptyReturnOf(c, mine) : undefined
  const problem = c.req.query('problem') ?? ''
  const names = listOf(undoes, locale)
  return {
    ...shared,
    helper: {
      account: name ?? key.account,
      askedBy,
      why,
      expected: expected === undefined ? undefined : nameIn(locale, expected),
      until: dayOf(expiresAt, locale),
      open,
      // The asker, who opened the link to look at it.
      own: open && (await isOwn(c, key.account)),
      revoked: state === 'revoked',
      expired: state === 'expired',
      done: state === 'connected' && mine === undefined,
      mine: state === 'connected' && mine !== undefined && undoneAt === undefined ? { names, person } : undefined,
      undone: state === 'connected' && mine !== undefined && undoneAt !== undefined,
      // Whoever allowed something, though it was another organisation, may end it at once.
      undo: mine === undefined || undoUntil === undefined ? undefined : await undoOf(c, key, names, undoUntil, locale),
      problem: open && isProblemCode(problem) ? { [camelCase(problem)]: true } : undefined,
      claim: claimView(c, empty),
    },
  }
}

/** @param key undefined for a token that isn't ours, or not the whole of it */
export async function undoView(c: Context<AppEnv>, key: HandoverKey | undefined) {
  const locale = localeOfPath(c.req.path)
  const shared = { support: supportView(c, undefined), origin: readSettings(c.env).publicOrigin, token: c.req.query('token') ?? '' }
  const page = key === undefined ? undefined : await c.env.ACCOUNT.getByName(key.account).handovers().page(key.id)
  if (key === undefined || page === undefined) return { ...shared, undo: { gone: true } }
  const { handover, name, undoes, undoUntil, told } = page
  const isUndone = handover.undoneAt !== undefined
  return {
    ...shared,
    undo: {
      account: name ?? key.account,
      names: listOf(undoes, locale),
      until: undoUntil === undefined ? undefined : dayOf(undoUntil, locale),
      open: undoUntil !== undefined,
      undone: isUndone,
      untold: isUndone && told === false,
      gone: undoUntil === undefined && !isUndone,
    },
  }
}

async function undoOf(c: Context<AppEnv>, key: HandoverKey, names: string, until: number, locale: Locale) {
  const { publicOrigin, sessionSeal } = readSettings(c.env)
  const token = await closeUndo(sessionSeal, key)
  const prefix = c.req.path.replace(/help-connect\/$/, '')
  return { names, until: dayOf(until, locale), url: `${publicOrigin}${prefix}undo-connection/?token=${token}` }
}

const emptyReturnOf = (c: Context<AppEnv>, { account, id }: HelperKey) => c.env.ACCOUNT.getByName(account).emptyReturn(id)

/** The way to claim a company by its name; where Xero lists nothing, no name can fit. */
function claimView(c: Context<AppEnv>, empty: Awaited<ReturnType<typeof emptyReturnOf>>) {
  if (empty === undefined) return undefined
  const { triesLeft: left, whyNone } = empty
  const answer = c.req.query('claim')
  return {
    open: left > 0 && whyNone !== 'none-listed',
    left,
    unmatched: answer === 'unmatched',
    several: answer === 'several',
    spent: left === 0,
  }
}

async function isOwn(c: Context<AppEnv>, account: string): Promise<boolean> {
  const held = c.get('held')
  const key = [held?.current, ...(held?.others ?? [])].find((one) => one?.account === account)
  return key !== undefined && (await readSession(c, key)) !== undefined
}

function refOf(c: Context<AppEnv>): string | undefined {
  const given = c.req.query('ref') ?? ''
  return SUPPORT_CODE.test(given) ? given : undefined
}
