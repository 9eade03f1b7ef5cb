/** Which view the address names, after `#`. What was typed into the box never goes there, nor a name: an address is kept by browsers and sent around. */
export type View =
  | { readonly at: 'home' | 'found' | 'signals' }
  | { readonly at: 'code'; readonly code: string }
  | { readonly at: 'account'; readonly account: string }
  | { readonly at: 'card'; readonly id: string }
  | { readonly at: 'stuck'; readonly days: number }
  | { readonly at: 'fleet'; readonly filter: FleetFilter }
  | { readonly at: 'comments'; readonly all: boolean; readonly after?: number }
  | { readonly at: 'audit'; readonly account?: string }

/** Names of the query of `GET /api/desk/fleet`. An organisation goes by its tenant id. */
const FLEET_FILTERS = ['state', 'reason', 'organisation', 'updatedSince'] as const
export type FleetFilter = Readonly<Partial<Record<(typeof FLEET_FILTERS)[number], string>>>

const PLAIN = ['home', 'found', 'signals'] as const

/** @param hash as `location.hash` has it @returns the first view for an address that names none */
export function readView(hash: string): View {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [at = '', ...rest] = path.split('/')
  const id = decode(rest.join('/'))
  const asked = new URLSearchParams(query)
  const plain = PLAIN.find((name) => name === at)
  if (plain !== undefined) return { at: plain }
  switch (at) {
    case 'code':
      return { at, code: id }
    case 'account':
    case 'card':
      if (id === '') break
      return at === 'account' ? { at, account: id } : { at, id }
    case 'stuck':
      return { at, days: Number(asked.get('days')) || 7 }
    case 'fleet':
      return { at, filter: Object.fromEntries(FLEET_FILTERS.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)]] : []))) }
    case 'comments':
      return {
        at,
        all: asked.get('all') === 'true',
        ...(Number(asked.get('after')) > 0 ? { after: Number(asked.get('after')) } : {}),
      }
    case 'audit':
      return { at, ...(id === '' ? {} : { account: id }) }
  }
  return { at: 'home' }
}

/** The address of a view, for `href`. */
export function hashOf(view: View): string {
  switch (view.at) {
    case 'code':
      return `#/code/${encodeURIComponent(view.code)}`
    case 'account':
      return `#/account/${encodeURIComponent(view.account)}`
    case 'card':
      return `#/card/${view.id}`
    case 'stuck':
      return `#/stuck?days=${view.days}`
    case 'fleet':
      return `#/fleet${queryOf(view.filter)}`
    case 'comments':
      return `#/comments${commentsQuery(view)}`
    case 'audit':
      return view.account === undefined ? '#/audit' : `#/audit/${encodeURIComponent(view.account)}`
    default:
      return `#/${view.at}`
  }
}

/** Of the view's address, and of the API's. */
export const commentsQuery = ({ all, after }: Extract<View, { at: 'comments' }>): string =>
  queryOf({ all: all ? 'true' : undefined, after: after?.toString() })

/** With its `?`, or nothing. */
export function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // URIError: someone cut the address in the middle of a character.
    return text
  }
}
