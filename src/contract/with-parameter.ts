/**
 * Puts a parameter into the query of an address, replacing one that is there already. Everything else stays byte for byte, since another
 * program may be particular about it; `URL.searchParams` would rewrite the whole query.
 *
 * @param address of another program, whole and checked
 * @param value as it stands in a query, percent-encoded where it has to be
 * @returns in ASCII: what a header can't carry is percent-encoded
 */
export function withParameter(address: string, name: string, value: string): string {
  const [, before = '', query, fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address) ?? []
  const mine = `${name}=${value}`
  // The `&` keeps `URLSearchParams` from dropping a leading `?`, which would be part of the name.
  const isMine = (part: string): boolean => new URLSearchParams(`&${part}`).has(name)
  const parts = query === undefined || query === '' ? [] : query.split('&')
  const first = parts.findIndex(isMine)
  const kept = parts.flatMap((part, index) => (index === first ? mine : isMine(part) ? [] : part)).join('&')
  const whole = first >= 0 ? kept : kept === '' || kept.endsWith('&') ? kept + mine : `${kept}&${mine}`
  return inAscii(`${before}?${whole}${fragment}`)
}

const inAscii = (text: string): string => text.toWellFormed().replace(/[^\0-\x7f]+/gu, encodeURIComponent)
