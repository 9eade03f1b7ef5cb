import { type Context, Hono } from 'hono'
import { loginOf, readBrowser, readVisit } from './browser.ts'
import { nowOf } from './clock.ts'
import { readForm } from './form.ts'
import { personOf } from './login.ts'
import { CODE_PATH, createCodePage } from './pages/code-page.ts'
import { TWO_STEP_MESSAGES } from './pages/messages.ts'
import { createEndedPage } from './pages/other-pages.ts'
import { createPushPage } from './pages/phone-pages.ts'
import { WORDINGS } from './pages/wordings.ts'
import { enterCode, wantsProof } from './second-factor.ts'
import type { AppEnv } from './traffic.ts'
import { trustDevice } from './trusted-devices.ts'
import { codeAt } from './two-step.ts'
import { placeOf } from './two-step-place.ts'
import type { BrowserSession } from './world.ts'
import type { Xero } from './xero.ts'

/** Where a code is wanted, or a press on the phone: at a login, and before a change in the account. */
export const createCodeRoutes = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get(CODE_PATH, (c) => {
      const session = readBrowser(c, xero)
      if (isVisitOver(xero, session)) return c.html(createEndedPage(), 410)
      if (session === undefined) return c.redirect(loginOf(undefined))
      if (!wantsProof(session)) return c.redirect(placeOf(xero, session))
      const { push } = session.twoStep
      const wording = WORDINGS[xero.world.settings.wording]
      return push === undefined ? showCodePage(c, xero, session) : c.html(createPushPage(push === 'denied', wording))
    })
    .post(CODE_PATH, async (c) => {
      const form = await readForm(c)
      const session = readBrowser(c, xero)
      if (isVisitOver(xero, session)) return c.html(createEndedPage(), 410)
      if (session === undefined) return c.redirect(loginOf(undefined), 303)
      if (!wantsProof(session)) return c.redirect(placeOf(xero, session), 303)
      const isLogin = session.stage === 'code-wanted'
      const entered = enterCode(xero.world, session, form.get('code') ?? '')
      if (entered.ok && isLogin && form.has('trust')) trustDevice(c, xero, session)
      return entered.ok ? c.redirect(placeOf(xero, session), 303) : showCodePage(c, xero, session, TWO_STEP_MESSAGES[entered.error])
    })

const isVisitOver = (xero: Xero, session: BrowserSession | undefined): boolean =>
  session?.stage === 'code-wanted' && readVisit(xero, session.twoStep.consentId) === 'ended'

function showCodePage(c: Context<AppEnv>, xero: Xero, session: BrowserSession, message?: string): Response | Promise<Response> {
  const person = personOf(xero.world, session)
  const key = person.totpKey ?? ''
  const page = createCodePage({
    person,
    key,
    code: codeAt(key, nowOf(xero.world)),
    consentId: session.twoStep.consentId,
    wording: WORDINGS[xero.world.settings.wording],
    button: session.stage === 'complete' ? 'Confirm' : 'Continue',
    message,
  })
  return c.html(page, message === undefined ? 200 : 400)
}
