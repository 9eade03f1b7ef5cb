import type { AccessToken } from '../../../client/client.ts'
import { lookUp } from '../../../src/contract/look-up.ts'

/** What went wrong, ready to be put into words: a refusal of the guide, or of Xero. */
export interface Trouble {
  readonly title: string
  readonly code?: string
  readonly ref?: string
  readonly reason?: string
}

export type Fetched = { readonly ok: true; readonly value: XeroOrganisation } | (Trouble & { readonly ok: false })

/** Some of what Xero's Accounting API says of an organisation. */
interface XeroOrganisation {
  readonly name: string
  readonly details: readonly (readonly [label: string, value: string])[]
}

const SHOWN: Readonly<Record<string, string>> = {
  LegalName: 'Legal name',
  ShortCode: 'Short code',
  CountryCode: 'Country',
  BaseCurrency: 'Currency',
  OrganisationStatus: 'Status',
  Edition: 'Edition',
}

/** Asks Xero whose books the token opens: the proof that the whole chain works. The token goes to Xero and nowhere else. */
export async function readOrganisation(apiOrigin: string, token: AccessToken): Promise<Fetched> {
  try {
    const response = await fetch(`${apiOrigin}/api.xro/2.0/Organisation`, {
      headers: {
        authorization: `Bearer ${token.accessToken}`,
        'xero-tenant-id': token.tenantId,
        accept: 'application/json',
        'user-agent': 'local-mistable',
      },
      signal: AbortSignal.timeout(30_000),
    })
    if (!response.ok) return { ok: false, title: `Xero refused the call with ${response.status}` }
    const body = (await response.json()) as { Organisations?: { Name?: unknown; [field: string]: unknown }[] }
    const found = body.Organisations?.[0]
    if (found === undefined) return { ok: false, title: 'Xero answered without an organisation' }
    const details = Object.entries(SHOWN).flatMap(([field, label]) => {
      const value = lookUp<unknown>(found, field)
      return typeof value === 'string' ? [[label, value] as const] : []
    })
    return { ok: true, value: { name: String(found.Name), details } }
  } catch {
    return { ok: false, title: `Xero at ${apiOrigin} is not answering as it should` }
  }
}
