/**
 * The sessions of a helper's browser, in a cookie of their own. They are never among those that a browser acts for (session-cookie.ts),
 * so no route but the hand-over's can find one: a new route is closed to helpers by default.
 */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { readSettings } from '../settings.ts'
import type { AppEnv } from './context.ts'
import { closeHelpers, type HandoverKey, type HelperKey, openHelpers } from './session.ts'
import { attributesOf, prefixOf } from './session-cookie.ts'

const COOKIE = 'helper'
/** An accountant may have links of several customers open. */
const MOST_HELD = 4

/** Newest first; those that have ended among them. */
export async function heldHelpers(c: Context<AppEnv>): Promise<readonly HelperKey[]> {
  const { secure, sessionSeal } = readSettings(c.env)
  const sealed = getCookie(c, COOKIE, secure ? 'host' : undefined)
  return (sealed === undefined || sealed === '' ? undefined : await openHelpers(sessionSeal, sealed)) ?? []
}

/** Whether a helper's session lasts, and is of the hand-over that the cookie says. */
export async function isHelping(c: Context<AppEnv>, { account, id, handover }: HelperKey): Promise<boolean> {
  return (await c.env.ACCOUNT.getByName(account).readSession(id))?.handover === handover
}

/** @returns this browser's session for a hand-over, while it lasts */
export async function readHelper(c: Context<AppEnv>, { account, id }: HandoverKey): Promise<HelperKey | undefined> {
  const key = (await heldHelpers(c)).find((held) => held.account === account && held.handover === id)
  return key !== undefined && (await isHelping(c, key)) ? key : undefined
}

export async function holdHelper(c: Context<AppEnv>, key: HelperKey): Promise<void> {
  const settings = readSettings(c.env)
  const others = (await heldHelpers(c)).filter(({ account, handover }) => account !== key.account || handover !== key.handover)
  const sealed = await closeHelpers(settings.sessionSeal, [key, ...others].slice(0, MOST_HELD))
  setCookie(c, COOKIE, sealed, { ...attributesOf(settings), ...prefixOf(settings), httpOnly: true })
}
