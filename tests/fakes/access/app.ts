/** What a browser and the guide see of Cloudflare Access: its keys, and a page to log in at, here without a password. */
import { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { SignJWT } from 'jose'
import type { SigningKey } from '../xero/signing-key.ts'
import { PEOPLE } from './people.ts'

export interface AccessPlace {
  readonly key: SigningKey
  readonly guideOrigin: string
  readonly audience: string
  /** Known once it listens. */
  origin: string
}

const DAY_SECONDS = 86_400
const COOKIE = 'CF_Authorization'
const PAGE = '/desk/'

/** Only the desk: the log-in page leads nowhere else. */
const pageOf = (asked: string | undefined): string => (asked !== undefined && /^\/desk(\/[\w./-]*)?$/.test(asked) ? asked : PAGE)

/** As Access signs it. */
export const signFor = ({ key, origin, audience }: AccessPlace, email: string): Promise<string> =>
  new SignJWT({ email, type: 'app', country: 'AU' })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .setIssuer(origin)
    .setAudience([audience])
    .setSubject(email)
    .setIssuedAt()
    .setExpirationTime(`${DAY_SECONDS} seconds`)
    .sign(key.privateKey)

export function createApp(place: AccessPlace): Hono {
  const app = new Hono()
  app.get('/', (c) => c.redirect('/cdn-cgi/access/login/guide'))
  app.get('/cdn-cgi/access/certs', (c) => c.json({ keys: [place.key.publicJwk] }))
  app.get('/cdn-cgi/access/login/:host', (c) => c.html(logInPage(pageOf(c.req.query('redirect_url')))))
  app.post('/cdn-cgi/access/login', async (c) => {
    const { person: id, page } = await c.req.parseBody()
    const person = PEOPLE.find((each) => each.id === id)
    if (person === undefined) return c.text('Nobody of that name', 400)
    // Cookies ignore ports, so the guide on localhost gets it as well.
    const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: DAY_SECONDS } as const
    setCookie(c, COOKIE, await signFor(place, person.email), attributes)
    return c.redirect(place.guideOrigin + pageOf(String(page)), 303)
  })
  app.get('/cdn-cgi/access/logout', (c) => {
    deleteCookie(c, COOKIE, { path: '/' })
    return c.redirect('/', 303)
  })
  return app
}

const logInPage = (page: string) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Log in to the desk · local Access</title>
    <style>
      body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 3rem auto; padding: 0 1rem; color: #16211c }
      button { font: inherit; display: block; width: 100%; padding: 0.8rem; margin: 0.5rem 0; text-align: start; cursor: pointer }
      small { color: #4b5650 }
    </style>
  </head>
  <body>
    <main>
      <h1>Log in to the desk</h1>
      <p>This stands in for Cloudflare Access on your own machine. Choose who you are.</p>
      <form method="post" action="/cdn-cgi/access/login">
        <input type="hidden" name="page" value="${page}" />
        ${PEOPLE.map(
          ({ id, name, email, does }) =>
            html`<button name="person" value="${id}">${name} <small>${email}, ${does}</small></button>`,
        )}
      </form>
    </main>
  </body>
</html>`
