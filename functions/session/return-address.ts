/** The address that a person goes back to. */
import { withParameter } from '../../src/contract/with-parameter.ts'

/** @param address as miBilling gave it, whole and checked */
export const withConnectionState = (address: string, state: string): string => withParameter(address, 'xero', state)

/** @param page of the guide that a fresh link should open: miStable passes it on as `goto` */
export const withGoto = (address: string, page: string): string => withParameter(address, 'goto', encodeURIComponent(page))

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
