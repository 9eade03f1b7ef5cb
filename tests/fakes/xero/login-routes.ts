import { Hono } from 'hono'
import { beginAuthorization, REFUSALS } from './authorize.ts'
import { forgetBrowser, keepCookie, loginOf, onwardOf, readBrowser, readVisit } from './browser.ts'
import { readForm } from './form.ts'
import { logIn, personOf } from './login.ts'
import { createKnownLoginPage, createLoginPage } from './pages/login-page.ts'
import { TWO_STEP_MESSAGES } from './pages/messages.ts'
import { createEndedPage, createErrorPage, createLoggedOutPage } from './pages/other-pages.ts'
import type { AppEnv } from './traffic.ts'
import { spareTrusted } from './trusted-devices.ts'
import { placeOf } from './two-step-place.ts'
import type { Xero } from './xero.ts'

const MESSAGES = {
  'login-unknown': 'No login has this email address. Choose one of the people above.',
  'password-missing': 'Enter a password: any will do.',
  locked: TWO_STEP_MESSAGES.locked,
} as const

/** From the authorize address to a browser that is logged in. */
export const createLoginRoutes = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/identity/connect/authorize', (c) => {
      const begun = beginAuthorization(xero.world, new URL(c.req.url).searchParams)
      if (!begun.ok) return c.html(createErrorPage(REFUSALS[begun.error]), 500)
      const session = readBrowser(c, xero)
      if (session !== undefined) c.set('person', session.person)
      const isSkipped = xero.world.settings.skipLogin && session?.stage === 'complete'
      return c.redirect(isSkipped ? onwardOf(xero, begun.value, session) : loginOf(begun.value))
    })
    .get('/identity/connect/authorize/callback', (c) => {
      const visit = readVisit(xero, c.req.query('consentId'))
      if (visit === 'ended' || visit === undefined) return c.html(createEndedPage(), 410)
      const session = readBrowser(c, xero)
      return c.redirect(session?.stage === 'complete' ? onwardOf(xero, visit, session) : loginOf(visit))
    })
    .get('/logout', (c) => {
      forgetBrowser(c, xero)
      return c.html(createLoggedOutPage())
    })
    .get('/identity/user/login', (c) => {
      const visit = readVisit(xero, c.req.query('consentId'))
      if (visit === 'ended') return c.html(createEndedPage(), 410)
      const session = readBrowser(c, xero)
      if (session?.stage === 'complete') {
        if (visit !== undefined && xero.world.settings.skipLogin) return c.redirect(onwardOf(xero, visit, session))
        return c.html(createKnownLoginPage(personOf(xero.world, session), visit?.id))
      }
      const { people } = xero.world
      const chosen = people.find(({ id }) => id === c.req.query('person')) ?? people[0]
      return c.html(createLoginPage(people, chosen?.email ?? '', visit?.id))
    })
    .post('/identity/user/login', async (c) => {
      const form = await readForm(c)
      const visit = readVisit(xero, form.get('consentId'))
      if (visit === 'ended') return c.html(createEndedPage(), 410)
      const email = form.get('email') ?? ''
      const login = logIn(xero.world, email, form.get('password') ?? '', visit?.id)
      if (!login.ok) return c.html(createLoginPage(xero.world.people, email, visit?.id, MESSAGES[login.error]), 400)
      keepCookie(c, login.value.cookie)
      spareTrusted(c, xero, login.value.session)
      return c.redirect(placeOf(xero, login.value.session), 303)
    })
    .post('/identity/user/logout', async (c) => {
      const visit = readVisit(xero, (await readForm(c)).get('consentId'))
      forgetBrowser(c, xero)
      return visit === 'ended' ? c.html(createEndedPage(), 410) : c.redirect(loginOf(visit), 303)
    })
