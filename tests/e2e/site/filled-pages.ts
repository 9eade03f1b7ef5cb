/** The pages that the Worker fills in, filled in here: in every state of a connection, and with the same words in each field. */
import Mustache from 'mustache'
import { isFilledIn, readPages } from './pages.ts'

export interface FilledPage {
  readonly address: string
  readonly state: string
  readonly html: string
}

/** Without one, nothing is known of the reader. */
export const NO_VISIT = 'no visit'
const CONNECTIONS = ['notConnected', 'choosing', 'connected', 'reconnect'] as const

/** Answers every name that a template asks for, so that a field of tomorrow is filled in as well. */
const answering = (words: string, known: Readonly<Record<string, unknown>>): object =>
  new Proxy(known, {
    has: () => true,
    get: (_, name) => (typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : words),
  })

function viewOf(state: string, words: string, many: boolean): object {
  if (state === NO_VISIT) return { ref: words }
  const flags = Object.fromEntries(CONNECTIONS.map((each) => [each, each === state]))
  const lists = many ? {} : { several: false, organisations: [], count: 0 }
  const data = JSON.stringify({ organisations: [] })
  return answering(words, {
    data,
    left: false,
    page: { address: '/', title: words },
    connection: answering(words, { ...flags, ...lists, data }),
    session: answering(words, {}),
    ...(many ? {} : { aside: undefined, comments: [], one: false }),
  })
}

/** @param words for each field; free of what HTML escapes */
export const findFilledPages = (words: string): readonly FilledPage[] =>
  readPages()
    .filter(({ address }) => isFilledIn(address))
    .flatMap(({ address, html }) =>
      [NO_VISIT, ...CONNECTIONS].flatMap((state) =>
        [true, false].map((many) => ({
          address,
          state: `${state}${many ? '' : ', nothing listed'}`,
          html: Mustache.render(html, viewOf(state, words, many)),
        })),
      ),
    )
