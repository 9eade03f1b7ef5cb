/** A browser's cookies, and what the Worker has put into them. */
import { env } from 'cloudflare:workers'
import { type HeldSessions, NO_SESSIONS, openHeld } from '../../functions/session/session.ts'
import { readSettings } from '../../functions/settings.ts'

export class Jar {
  readonly #cookies = new Map<string, string>()

  take({ headers }: Response): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/; Max-Age=0\b/.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }

  read(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  /** For the `Cookie` header. */
  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async sessions(): Promise<HeldSessions> {
    const sealed = this.read('session')
    return (sealed === undefined ? undefined : await openHeld(readSettings(env).sessionSeal, sealed)) ?? NO_SESSIONS
  }

  /** What a page that is loaded now has in its forms. Empty where there is no session */
  async mark(): Promise<string> {
    const { current } = await this.sessions()
    return current === undefined ? '' : readSettings(env).marks.of('session', current.id)
  }
}
