import { type Context, Hono } from 'hono'
import { loginOf, readBrowser } from './browser.ts'
import { nowOf } from './clock.ts'
import { beginEnrolment, readEnrolment, renewKey } from './enrolment.ts'
import { readForm } from './form.ts'
import { isLocked } from './lock.ts'
import { personOf } from './login.ts'
import { createBackupPage } from './pages/backup-page.ts'
import { createEnrolmentPage } from './pages/enrolment-page.ts'
import { TWO_STEP_MESSAGES } from './pages/messages.ts'
import { TWO_STEP_PATH } from './pages/two-step-parts.ts'
import { WORDINGS } from './pages/wordings.ts'
import { wantsProof } from './second-factor.ts'
import type { AppEnv } from './traffic.ts'
import { codeAt } from './two-step.ts'
import { leaveEnrolment, placeOf } from './two-step-place.ts'
import { pressAtProof, pressInEnrolment } from './two-step-presses.ts'
import type { Enrolment } from './two-step-world.ts'
import type { BrowserSession } from './world.ts'
import type { Xero } from './xero.ts'

/** Set-up of two-step authentication, and the ways in other than the app. One address: where the person is, the session knows. */
export const createTwoStepRoutes = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get(TWO_STEP_PATH, (c) => {
      const session = readBrowser(c, xero)
      if (session === undefined) return c.redirect(loginOf(undefined))
      if (wantsProof(session)) return showBackup(c, xero, session)
      const enrolment = enrolmentFor(xero, session)
      if (enrolment === undefined) return c.redirect(placeOf(xero, session))
      if (enrolment.stage === 'link') renewKey(enrolment)
      return showEnrolment(c, xero, session, enrolment)
    })
    .post(TWO_STEP_PATH, async (c) => {
      const form = await readForm(c)
      const session = readBrowser(c, xero)
      if (session === undefined) return c.redirect(loginOf(undefined), 303)
      if (wantsProof(session)) {
        const pressed = pressAtProof(xero.world, session, form)
        if (!pressed.ok) return showBackup(c, xero, session, TWO_STEP_MESSAGES[pressed.error])
        const staysHere = wantsProof(session) && form.get('press') !== 'use-code'
        return c.redirect(staysHere ? TWO_STEP_PATH : placeOf(xero, session), 303)
      }
      if (form.get('press') === 'not-now' && mayPutOff(xero, session)) {
        session.stage = 'complete'
        delete session.twoStep.enrolment
        return c.redirect(placeOf(xero, session), 303)
      }
      const enrolment = enrolmentFor(xero, session)
      if (enrolment === undefined) return c.redirect(placeOf(xero, session), 303)
      const cameFromAccount = session.twoStep.task !== undefined
      const pressed = pressInEnrolment(xero.world, session, enrolment, form)
      if (!pressed.ok) return showEnrolment(c, xero, session, enrolment, TWO_STEP_MESSAGES[pressed.error])
      const isOver = session.twoStep.enrolment === undefined
      return c.redirect(isOver ? leaveEnrolment(xero, session, cameFromAccount) : TWO_STEP_PATH, 303)
    })

const mayPutOff = (xero: Xero, session: BrowserSession): boolean =>
  session.stage === 'set-up-offered' && !xero.world.settings.setUpRequired && !isLocked(xero.world, personOf(xero.world, session))

/** The one under way; for whoever is asked after the password, a new one where there is none or it waited too long. */
const enrolmentFor = (xero: Xero, session: BrowserSession): Enrolment | undefined =>
  readEnrolment(xero.world, session) ??
  (session.stage === 'set-up-offered' ? beginEnrolment(xero.world, session, 'everything') : undefined)

function showBackup(c: Context<AppEnv>, xero: Xero, session: BrowserSession, message?: string): Response | Promise<Response> {
  const page = createBackupPage(personOf(xero.world, session), session, WORDINGS[xero.world.settings.wording], message)
  return c.html(page, message === undefined ? 200 : 400)
}

function showEnrolment(
  c: Context<AppEnv>,
  xero: Xero,
  session: BrowserSession,
  enrolment: Enrolment,
  message?: string,
): Response | Promise<Response> {
  const { wording } = xero.world.settings
  const emailedTo = session.twoStep.emailCode?.to
  const page = createEnrolmentPage({
    person: personOf(xero.world, session),
    enrolment,
    wording: WORDINGS[wording],
    isArticle: wording === 'article',
    mayPutOff: mayPutOff(xero, session),
    codeNow: codeAt(enrolment.key, nowOf(xero.world)),
    ...(emailedTo === undefined ? {} : { emailedTo }),
    ...(message === undefined ? {} : { message }),
  })
  return c.html(page, message === undefined ? 200 : 400)
}
