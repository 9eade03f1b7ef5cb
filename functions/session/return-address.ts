/** The address that a person goes back to. */

const NAME = 'xero'

/**
 * The state is put into the query as `xero`, in place of one that is there already; all else stays byte for byte, as another program
 * may read it by rules of its own. `URL.searchParams` would write the whole query again.
 *
 * @param address as miBilling gave it, whole and checked
 * @returns in ASCII: what a header cannot carry is percent-encoded
 */
export function withState(address: string, state: string): string {
  const [, before = '', query, fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address) ?? []
  const mine = `${NAME}=${state}`
  const parts = query === undefined || query === '' ? [] : query.split('&')
  const first = parts.findIndex(isMine)
  const kept = parts.flatMap((part, index) => (index === first ? mine : isMine(part) ? [] : part)).join('&')
  const whole = first >= 0 ? kept : kept === '' || kept.endsWith('&') ? kept + mine : `${kept}&${mine}`
  return inAscii(`${before}?${whole}${fragment}`)
}

/** A `?` in front is none of the name's, and `URLSearchParams` would take it off. */
const isMine = (part: string): boolean => new URLSearchParams(`&${part}`).has(NAME)

const inAscii = (text: string): string => text.toWellFormed().replace(/[^\0-\x7f]+/gu, encodeURIComponent)

/**
 * Whether an address may be gone back to: http or https, written out in full. `new URL` also takes what it mends (backslashes, spaces,
 * line breaks, a missing `//`), and says of `blob:https://…` that its origin is https.
 *
 * @param origins such as `https://mistable.example`
 */
export function isReturnAddress(address: string, origins: readonly string[]): boolean {
  if (!/^https?:\/\/[^\s\\\p{Cc}]+$/iu.test(address) || !URL.canParse(address)) return false
  const url = new URL(address)
  return origins.includes(url.origin) && url.username === '' && url.password === ''
}
