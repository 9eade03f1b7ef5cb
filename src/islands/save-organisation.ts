import type { Problem } from '../contract/wire.ts'

export type Saved =
  | { readonly ok: true }
  /** Without a problem: no answer came, or none of ours. */
  | { readonly ok: false; readonly problem?: Problem }

/**
 * Makes an organisation the active one. Never throws: a reader who is offline gets an answer too.
 *
 * @param mark of the session that the page was shown for
 */
export async function saveOrganisation(tenantId: string, mark: string): Promise<Saved> {
  try {
    const response = await fetch('/api/connection/organisation', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', accept: 'application/json', visit: mark },
      body: JSON.stringify({ tenantId }),
    })
    if (response.ok) {
      // Read to its end: the page is left next, and a browser reports a half-read answer as a failed request.
      await response.arrayBuffer()
      return { ok: true }
    }
    if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return { ok: false }
    return { ok: false, problem: (await response.json()) as Problem }
  } catch {
    // fetch and json() reject with TypeError, DOMException or SyntaxError: in each case nothing usable came back.
    return { ok: false }
  }
}
