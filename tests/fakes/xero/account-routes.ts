import { type Context, Hono } from 'hono'
import { loginOf, readBrowser } from './browser.ts'
import { readForm } from './form.ts'
import { personOf } from './login.ts'
import { createAccountPage, createSecurityPage } from './pages/account-pages.ts'
import { WORDINGS } from './pages/wordings.ts'
import type { AppEnv } from './traffic.ts'
import { beginTask } from './two-step-place.ts'
import type { Task } from './two-step-world.ts'
import type { BrowserSession } from './world.ts'
import type { Xero } from './xero.ts'

const TASKS: readonly Task[] = ['app', 'backup-email', 'turn-off']

/** The settings of a person's own login. */
export const createAccountRoutes = (xero: Xero): Hono<AppEnv> => {
  const readOwner = (c: Context<AppEnv>): BrowserSession | undefined => {
    const session = readBrowser(c, xero)
    return session?.stage === 'complete' ? session : undefined
  }
  return new Hono<AppEnv>()
    .get('/', (c) => {
      const session = readOwner(c)
      return session === undefined ? c.redirect(loginOf(undefined)) : c.html(createAccountPage(personOf(xero.world, session)))
    })
    .get('/security', (c) => {
      const session = readOwner(c)
      if (session === undefined) return c.redirect(loginOf(undefined))
      session.twoStep = {}
      const { wording } = xero.world.settings
      return c.html(createSecurityPage(personOf(xero.world, session), WORDINGS[wording], wording === 'article'))
    })
    .post('/security', async (c) => {
      const form = await readForm(c)
      const session = readOwner(c)
      if (session === undefined) return c.redirect(loginOf(undefined), 303)
      const task = TASKS.find((known) => known === form.get('task'))
      return c.redirect(task === undefined ? '/account/security' : beginTask(xero, session, task), 303)
    })
}
