import type { Origins } from '../../../fakes/xero/origins.ts'

/**
 * A browser without scripts: follows this Xero's redirects, reads and submits forms by their fields. Unlike a real browser on localhost
 * it keeps cookies for each origin alone, as if Xero's hosts shared none.
 */
export interface Browser {
  readonly page: string
  /** Where the page came from, after redirects. */
  readonly address: URL
  readonly status: number
  /** Where a redirect led away from this Xero; undefined while on it. */
  readonly left: URL | undefined
  open(address: string): Promise<void>
  /** Posts to the action of the page's form that has this action, with its hidden fields. Several values: fields of one name. */
  submit(action: string, fields?: Readonly<Record<string, string | readonly string[]>>): Promise<void>
}

/** @param origins of this Xero; a path without an origin is asked of where the page came from, at first of the login origin */
export function createBrowser(origins: Origins): Browser {
  const jars = new Map<string, Map<string, string>>()
  let here = new URL(origins.login)
  let page = ''
  let status = 0
  let left: URL | undefined

  async function go(address: string, init: RequestInit = {}): Promise<void> {
    here = new URL(address, here)
    const cookies = jars.get(here.origin) ?? new Map<string, string>()
    jars.set(here.origin, cookies)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(here, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    status = answer.status
    page = await answer.text()
    left = undefined
    if (location === null) return
    const next = new URL(location, here)
    if (Object.values(origins).includes(next.origin)) return go(next.href)
    left = next
  }

  return {
    get page() {
      return page
    },
    get address() {
      return here
    },
    get status() {
      return status
    },
    get left() {
      return left
    },
    open: (address) => go(address),
    submit(action, fields = {}) {
      const form = page.split('<form').find((part) => part.includes(`action="${action}"`))
      if (form === undefined) throw new Error(`no form for ${action} on this page: ${page}`)
      const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ])
      const filled = Object.entries({ ...Object.fromEntries(hidden), ...fields }).flatMap(([name, value]) =>
        [value].flat().map((one) => [name ?? '', String(one)]),
      )
      return go(action, { method: 'POST', body: new URLSearchParams(filled) })
    },
  }
}
