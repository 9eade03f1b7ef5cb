import type { AccessToken } from '../../../client/client.ts'

/** What went wrong, ready to be put into words: a refusal of the guide, or of Xero. */
export interface Trouble {
  readonly title: string
  readonly code?: string
  readonly ref?: string
  readonly reason?: string
}

export type Fetched = { readonly ok: true; readonly value: XeroBooks } | (Trouble & { readonly ok: false })

/** Some of what Xero's Accounting API says of an organisation and the invoices in its books. */
interface XeroBooks {
  readonly name: string
  readonly invoices: readonly XeroInvoice[]
}

interface XeroInvoice {
  readonly InvoiceNumber: string
  readonly Contact: { readonly Name: string }
  /** A day and midnight: `2026-12-05T00:00:00`. */
  readonly DueDateString: string
  readonly Status: string
  readonly Total: number
  readonly CurrencyCode: string
}

/** Asks Xero whose books the token opens, and for the invoices in them: the proof that the whole chain works. */
export async function readBooks(apiOrigin: string, token: AccessToken): Promise<Fetched> {
  try {
    const organisations = await ask<{ Organisations?: { Name?: unknown }[] }>(apiOrigin, 'Organisation', token)
    if (!organisations.ok) return organisations
    const found = organisations.value.Organisations?.[0]
    if (found === undefined) return { ok: false, title: 'Xero answered without an organisation' }
    const invoices = await ask<{ Invoices?: XeroInvoice[] }>(apiOrigin, 'Invoices', token)
    if (!invoices.ok) return invoices
    return { ok: true, value: { name: String(found.Name), invoices: invoices.value.Invoices ?? [] } }
  } catch {
    return { ok: false, title: `Xero at ${apiOrigin} is not answering as it should` }
  }
}

/** The token goes to Xero and nowhere else. */
async function ask<Body>(apiOrigin: string, what: string, token: AccessToken) {
  const response = await fetch(`${apiOrigin}/api.xro/2.0/${what}`, {
    headers: {
      authorization: `Bearer ${token.accessToken}`,
      'xero-tenant-id': token.tenantId,
      accept: 'application/json',
      'user-agent': 'local-mistable',
    },
    signal: AbortSignal.timeout(30_000),
  })
  if (!response.ok) return { ok: false as const, title: `Xero refused the call with ${response.status}` }
  return { ok: true as const, value: (await response.json()) as Body }
}
