/** What a visitor's browser may know about its account. Field by field, so that a new field of `/v1` doesn't get here by itself. */
import type { Connection, Organisation, VisitorConnection, VisitorOrganisation } from '../../src/contract/wire.ts'

export function visitorConnectionOf(connection: Connection): VisitorConnection {
  const { account, state, reason, organisation, organisations, authorisedBy, authorisedAt, provenAt, reconnectBefore } = connection
  return {
    account,
    state,
    organisations: organisations.map(visitorOrganisationOf),
    ...given({ reason, authorisedAt, provenAt, reconnectBefore }),
    ...(organisation === undefined ? {} : { organisation: visitorOrganisationOf(organisation) }),
    ...(authorisedBy === undefined ? {} : { authorisedBy: { name: authorisedBy.name, email: authorisedBy.email } }),
  }
}

const visitorOrganisationOf = (organisation: Organisation): VisitorOrganisation => {
  const { tenantId, name, addedAt, shortCode, countryCode, currency, kind } = organisation
  return { tenantId, name, addedAt, ...given({ shortCode, countryCode, currency, kind }) }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Leaves out what isn't known. */
const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
