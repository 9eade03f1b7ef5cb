/** A browser without scripts: keeps cookies, follows this server's redirects, reads and submits forms by their fields. */
export interface Browser {
  readonly page: string
  readonly status: number
  /** Where a redirect led away from this server; undefined while on it. */
  readonly left: URL | undefined
  readonly cookies: ReadonlyMap<string, string>
  open(address: string): Promise<void>
  /** Posts to the action of the page's form that has this action, with its hidden fields. */
  submit(action: string, fields?: Readonly<Record<string, string>>): Promise<void>
}

export function createBrowser(origin: string): Browser {
  const cookies = new Map<string, string>()
  let page = ''
  let status = 0
  let left: URL | undefined

  async function go(address: string, init: RequestInit = {}): Promise<void> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(address, origin), { ...init, redirect: 'manual', headers: { cookie } })
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
    const next = new URL(location, origin)
    if (next.origin === origin) return go(next.href)
    left = next
  }

  return {
    get page() {
      return page
    },
    get status() {
      return status
    },
    get left() {
      return left
    },
    cookies,
    open: (address) => go(address),
    submit(action, fields = {}) {
      const form = page.split('<form').find((part) => part.includes(`action="${action}"`))
      if (form === undefined) throw new Error(`no form for ${action} on this page: ${page}`)
      const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ])
      return go(action, { method: 'POST', body: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }) })
    },
  }
}
