/** What miBilling may do in Xero, by the scopes that this app asks for. Each has words of its own in the page. */
import { KNOWN_SCOPES } from '../../src/contract/scopes.ts'

export function permissionsView(scopes: readonly string[]) {
  const isKnown = (scope: string) => KNOWN_SCOPES.some(({ scope: known }) => known === scope)
  return {
    may: Object.fromEntries(KNOWN_SCOPES.map(({ id, scope }) => [id, scopes.includes(scope)])),
    // `openid` alone lets nobody see anything.
    others: scopes.filter((scope) => !isKnown(scope) && scope !== 'openid'),
  }
}
