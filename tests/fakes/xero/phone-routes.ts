import { type Context, Hono } from 'hono'
import { nowOf } from './clock.ts'
import { linkVerify, readEnrolment } from './enrolment.ts'
import { readForm } from './form.ts'
import { personOf } from './login.ts'
import { findMails } from './mailbox.ts'
import { createMailboxPage, createPhonePage } from './pages/phone-pages.ts'
import { answerPush, findPushes } from './second-factor.ts'
import type { AppEnv } from './traffic.ts'
import { codeAt } from './two-step.ts'
import type { Xero } from './xero.ts'

/** What a person has beside the browser: a phone with Xero Verify, and their mailboxes. */
export const createPhoneRoutes = (xero: Xero): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/mailbox', (c) => {
      const address = c.req.query('address')
      return c.html(createMailboxPage(findMails(xero.world, address), address))
    })
    .get('/phone', (c) => showPhone(c, xero))
    .post('/phone/answer', async (c) => {
      const form = await readForm(c)
      answerPush(xero.world, form.get('sid') ?? '', form.get('answer') === 'accept')
      return c.redirect('/phone', 303)
    })
    .post('/phone/accounts', async (c) => {
      const isLinked = linkVerify(xero.world, (await readForm(c)).get('key') ?? '')
      return isLinked ? c.redirect('/phone', 303) : showPhone(c, xero, 'No page of Xero shows this key for Xero Verify.')
    })

function showPhone(c: Context<AppEnv>, xero: Xero, message?: string): Response | Promise<Response> {
  const { world } = xero
  const emailOf = (owner: { readonly person: string }): string => personOf(world, owner).email
  const showing = world.sessions.flatMap((session) => {
    const enrolment = readEnrolment(world, session)
    return enrolment?.device === 'xero-verify' ? [{ session, enrolment }] : []
  })
  const known = world.people.flatMap(({ email, device, totpKey }) =>
    device === 'xero-verify' && totpKey !== undefined ? [{ email, code: codeAt(totpKey, nowOf(world)) }] : [],
  )
  const added = showing.flatMap(({ session, enrolment }) =>
    enrolment.isLinked ? [{ email: emailOf(session), code: codeAt(enrolment.key, nowOf(world)) }] : [],
  )
  const waiting = showing.filter(({ enrolment }) => enrolment.stage === 'link' && !enrolment.isLinked)
  const page = createPhonePage(
    findPushes(world).map((session) => ({ sid: session.sid, email: emailOf(session) })),
    [...known.filter(({ email }) => !added.some((entry) => entry.email === email)), ...added],
    waiting.map(({ enrolment }) => enrolment.key),
    message,
  )
  return c.html(page, message === undefined ? 200 : 400)
}
