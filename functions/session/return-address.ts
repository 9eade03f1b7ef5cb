/** The address that a person goes back to. */

const NAME = 'xero'

/**
 * Puts the state into the query as `xero`, replacing one that is there already. Everything else stays byte for byte, since another program
 * may be particular about it; `URL.searchParams` would rewrite the whole query.
 *
 * @param address as miBilling gave it, whole and checked
 * @returns in ASCII: what a header can't carry is percent-encoded
 */
export function withConnectionState(address: string, state: string): string {
  const [, before = '', query, fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address) ?? []
  const mine = `${NAME}=${state}`
  const parts = query === undefined || query === '' ? [] : query.split('&')
  const first = parts.findIndex(isMine)
  const kept = parts.flatMap((part, index) => (index === first ? mine : isMine(part) ? [] : part)).join('&')
  const whole = first >= 0 ? kept : kept === '' || kept.endsWith('&') ? kept + mine : `${kept}&${mine}`
  return inAscii(`${before}?${whole}${fragment}`)
}

/** The `&` keeps `URLSearchParams` from dropping a leading `?`, which would be part of the name. */
const isMine = (part: string): boolean => new URLSearchParams(`&${part}`).has(NAME)

const inAscii = (text: string): string => text.toWellFormed().replace(/[^\0-\x7f]+/gu, encodeURIComponent)

/**
 * Whether a person may be sent back to this address: http or https, written in full. `new URL` would repair backslashes, spaces, line breaks
 * and a missing `//`, and it gives `blob:https://…` an https origin.
 *
 * @param origins such as `https://mistable.example`
 */
export function isReturnAddress(address: string, origins: readonly string[]): boolean {
  if (!/^https?:\/\/[^\s\\\p{Cc}]+$/iu.test(address) || !URL.canParse(address)) return false
  const url = new URL(address)
  return origins.includes(url.origin) && url.username === '' && url.password === ''
}
