import { type Context, Hono } from 'hono'
import { readVisit, resumeOf } from './browser.ts'
import {
  type Answer,
  answerConsent,
  asksForOrganisation,
  CONSENT_MESSAGES,
  findChoices,
  isConnectionLimitReached,
  mayPickSeveral,
} from './consent.ts'
import { readForm } from './form.ts'
import { personOf, readSessionOf } from './login.ts'
import { createConsentPage } from './pages/consent-page.ts'
import type { Html } from './pages/layout.ts'
import { createConnectionLimitPage, createEndedPage } from './pages/other-pages.ts'
import type { AppEnv } from './traffic.ts'
import type { AuthorizationRequest, BrowserSession } from './world.ts'
import type { Xero } from './xero.ts'

/**
 * The consent origin, authorize.xero.com at Xero. Who is logged in is what the login origin noted with the visit, not a cookie: on
 * localhost all ports share their cookies, and hosts do not.
 */
export const createConsentRoutes = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/', (c) => {
      const visit = readVisit(xero, c.req.query('consentId'))
      if (visit === 'ended' || visit === undefined) return c.html(createEndedPage(), 410)
      const session = readSessionOf(xero.world, visit)
      if (session === undefined) return c.redirect(resumeOf(xero, visit))
      return isConnectionLimitReached(xero.world) ? c.redirect('/connectionLimit') : c.html(show(xero, visit, session))
    })
    .get('/connectionLimit', (c) => c.html(createConnectionLimitPage()))
    .post('/consent', async (c) => {
      const form = await readForm(c)
      const visit = readVisit(xero, form.get('consentId'))
      if (visit === 'ended' || visit === undefined) return c.html(createEndedPage(), 410)
      const session = readSessionOf(xero.world, visit)
      return session === undefined ? c.redirect(resumeOf(xero, visit), 303) : answer(c, xero, visit, session, readAnswer(form))
    })

function answer(
  c: Context<AppEnv>,
  xero: Xero,
  visit: AuthorizationRequest,
  session: BrowserSession,
  given: Answer,
): Response | Promise<Response> {
  const answered = answerConsent(xero.world, visit, session, given)
  if (answered.ok) return c.redirect(answered.value, 303)
  if (answered.error === 'connection-limit') return c.redirect('/connectionLimit', 303)
  return c.html(show(xero, visit, session, CONSENT_MESSAGES[answered.error]), 400)
}

function show(xero: Xero, visit: AuthorizationRequest, session: BrowserSession, message?: string): Html {
  const { world } = xero
  return createConsentPage({
    consentId: visit.id,
    loginOrigin: xero.origins.login,
    person: personOf(world, session),
    scopes: visit.scopes,
    choices: asksForOrganisation(visit) ? findChoices(world, session.person) : [],
    asksForOrganisation: asksForOrganisation(visit),
    mayPickSeveral: mayPickSeveral(world, visit),
    ...(message === undefined ? {} : { message }),
  })
}

function readAnswer(form: URLSearchParams): Answer {
  const kind = form.get('answer')
  return kind === 'cancel' || kind === 'continue' ? { kind } : { kind: 'allow', tenantIds: form.getAll('tenantId') }
}
