import { Hono } from 'hono'
import { loginOf, readBrowser, readVisit } from './browser.ts'
import { disconnectApp, findConnectedApps } from './connections.ts'
import { type Answer, answerConsent, asksForOrganisation, CONSENT_MESSAGES, findChoices, mayPickSeveral } from './consent.ts'
import { readForm } from './form.ts'
import { personOf } from './login.ts'
import { createConsentPage } from './pages/consent-page.ts'
import type { Html } from './pages/layout.ts'
import { createConnectedAppsPage, createEndedPage, createHomePage } from './pages/other-pages.ts'
import type { AppEnv } from './traffic.ts'
import type { AuthorizationRequest, BrowserSession } from './world.ts'
import type { Xero } from './xero.ts'

export const createConsentRoutes = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/', (c) => c.html(createHomePage()))
    .get('/consent', (c) => {
      const visit = readVisit(xero, c.req.query('consentId'))
      if (visit === 'ended' || visit === undefined) return c.html(createEndedPage(), 410)
      const session = readBrowser(c, xero)
      return session?.stage === 'complete' ? c.html(show(xero, visit, session)) : c.redirect(loginOf(visit))
    })
    .post('/consent', async (c) => {
      const form = await readForm(c)
      const visit = readVisit(xero, form.get('consentId'))
      if (visit === 'ended' || visit === undefined) return c.html(createEndedPage(), 410)
      const session = readBrowser(c, xero)
      if (session?.stage !== 'complete') return c.redirect(loginOf(visit), 303)
      const answered = answerConsent(xero.world, visit, session, readAnswer(form))
      return answered.ok
        ? c.redirect(answered.value, 303)
        : c.html(show(xero, visit, session, CONSENT_MESSAGES[answered.error]), 400)
    })
    .get('/connected-apps', (c) => {
      const session = readBrowser(c, xero)
      if (session?.stage !== 'complete') return c.redirect(loginOf(undefined))
      return c.html(createConnectedAppsPage(personOf(xero.world, session), findConnectedApps(xero.world, session.person)))
    })
    .post('/connected-apps', async (c) => {
      const session = readBrowser(c, xero)
      if (session?.stage !== 'complete') return c.redirect(loginOf(undefined), 303)
      const isDone = disconnectApp(xero.world, session.person, (await readForm(c)).get('tenantId') ?? '')
      if (isDone) return c.redirect('/connected-apps', 303)
      const left = findConnectedApps(xero.world, session.person)
      return c.html(
        createConnectedAppsPage(personOf(xero.world, session), left, 'This is not connected, or not yours to disconnect.'),
        400,
      )
    })

function show(xero: Xero, visit: AuthorizationRequest, session: BrowserSession, message?: string): Html {
  const { world } = xero
  return createConsentPage({
    consentId: visit.id,
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
