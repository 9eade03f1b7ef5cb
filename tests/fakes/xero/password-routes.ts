import { Hono } from 'hono'
import { readForm } from './form.ts'
import { createSecret } from './ids.ts'
import { isSameAddress, sendMail } from './mailbox.ts'
import { createForgottenPage, createNewPasswordPage, createPasswordWordPage } from './pages/password-pages.ts'
import type { AppEnv } from './traffic.ts'
import type { Xero } from './xero.ts'

const NEW_PASSWORD_PATH = '/identity/user/new-password'

/** A new password by email. None is kept: any will do here. */
export const createPasswordRoutes = (xero: Xero): Hono<AppEnv> => {
  const isLink = (token: string): boolean => xero.world.mails.some(({ link }) => link === `${NEW_PASSWORD_PATH}?token=${token}`)
  return new Hono<AppEnv>()
    .get('/identity/user/forgot-password', (c) => c.html(createForgottenPage()))
    .post('/identity/user/forgot-password', async (c) => {
      const email = (await readForm(c)).get('email') ?? ''
      const person = xero.world.people.find((known) => isSameAddress(known.email, email))
      if (person !== undefined) {
        sendMail(xero.world, {
          to: person.email,
          subject: 'Reset your password',
          text: 'Somebody asked for a new password for your login. If it was not you, do nothing.',
          link: `${NEW_PASSWORD_PATH}?token=${createSecret()}`,
        })
      }
      return c.html(createPasswordWordPage('Look in your mailbox', 'If this is a login of Xero, we have sent it an email.'))
    })
    .get(NEW_PASSWORD_PATH, (c) => {
      const token = c.req.query('token') ?? ''
      if (isLink(token)) return c.html(createNewPasswordPage(token))
      return c.html(createPasswordWordPage('This link is of no use', 'Ask for a new one.'), 410)
    })
    .post(NEW_PASSWORD_PATH, async (c) => {
      const token = (await readForm(c)).get('token') ?? ''
      if (!isLink(token)) return c.html(createPasswordWordPage('This link is of no use', 'Ask for a new one.'), 410)
      return c.html(createPasswordWordPage('Your password has changed', 'Log in with the new one.'))
    })
}
