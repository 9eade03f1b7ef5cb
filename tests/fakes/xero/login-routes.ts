import { type Context, Hono } from 'hono'
import { beginAuthorization, REFUSALS } from './authorize.ts'
import { forgetBrowser, keepCookie, loginOf, onwardOf, readBrowser, readVisit } from './browser.ts'
import { nowOf } from './clock.ts'
import { readForm } from './form.ts'
import { enterCode, logIn, personOf } from './login.ts'
import { CODE_PATH, createCodePage } from './pages/code-page.ts'
import { visitQuery } from './pages/layout.ts'
import { createKnownLoginPage, createLoginPage } from './pages/login-page.ts'
import { createEndedPage, createErrorPage, createLoggedOutPage } from './pages/other-pages.ts'
import type { AppEnv } from './traffic.ts'
import { codeAt } from './two-step.ts'
import type { AuthorizationRequest, BrowserSession } from './world.ts'
import type { Xero } from './xero.ts'

const MESSAGES = {
  'login-unknown': 'No login has this email address. Choose one of the people above.',
  'password-missing': 'Enter a password: any will do.',
  'code-wrong': 'That code is not right. Wait for the next one and try again.',
  locked: 'This login is locked after six wrong codes. Try again in two hours.',
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
      const login = logIn(xero.world, email, form.get('password') ?? '')
      if (!login.ok) return c.html(createLoginPage(xero.world.people, email, visit?.id, MESSAGES[login.error]), 400)
      keepCookie(c, login.value.cookie)
      const isComplete = login.value.session.stage === 'complete'
      return c.redirect(isComplete ? onwardOf(xero, visit, login.value.session) : `${CODE_PATH}${visitQuery(visit?.id)}`, 303)
    })
    .get('/identity/user/login/two-factor/authenticate', (c) => {
      const visit = readVisit(xero, c.req.query('consentId'))
      if (visit === 'ended') return c.html(createEndedPage(), 410)
      const session = readBrowser(c, xero)
      if (session?.stage !== 'code-wanted') return c.redirect(loginOf(visit))
      return showCodePage(c, xero, session, visit)
    })
    .post('/identity/user/login/two-factor/authenticate', async (c) => {
      const form = await readForm(c)
      const visit = readVisit(xero, form.get('consentId'))
      if (visit === 'ended') return c.html(createEndedPage(), 410)
      const session = readBrowser(c, xero)
      if (session?.stage !== 'code-wanted') return c.redirect(loginOf(visit), 303)
      const entered = enterCode(xero.world, session, form.get('code') ?? '')
      return entered.ok
        ? c.redirect(onwardOf(xero, visit, session), 303)
        : showCodePage(c, xero, session, visit, MESSAGES[entered.error])
    })
    .post('/identity/user/logout', async (c) => {
      const visit = readVisit(xero, (await readForm(c)).get('consentId'))
      forgetBrowser(c, xero)
      return visit === 'ended' ? c.html(createEndedPage(), 410) : c.redirect(loginOf(visit), 303)
    })

function showCodePage(
  c: Context<AppEnv>,
  xero: Xero,
  session: BrowserSession,
  visit: AuthorizationRequest | undefined,
  message?: string,
): Response | Promise<Response> {
  const person = personOf(xero.world, session)
  const key = person.totpKey ?? ''
  return c.html(createCodePage(person, key, codeAt(key, nowOf(xero.world)), visit?.id, message), message === undefined ? 200 : 400)
}
