/** What a visitor's browser may know about its account. Field by field, so that a new field of `/v1` doesn't get here by itself. */
import type {
  Connection,
  Organisation,
  Readiness,
  ReadinessFinding,
  VisitorConnection,
  VisitorFinding,
  VisitorOrganisation,
  VisitorReadiness,
} from '../../src/contract/wire.ts'

export function visitorConnectionOf(connection: Connection): VisitorConnection {
  const { account, state, reason, organisation, organisations, authorisedBy, authorisedAt, provenAt, reconnectBefore, readiness } =
    connection
  return {
    account,
    state,
    organisations: organisations.map(visitorOrganisationOf),
    ...given({ reason, authorisedAt, provenAt, reconnectBefore }),
    ...(organisation === undefined ? {} : { organisation: visitorOrganisationOf(organisation) }),
    ...(authorisedBy === undefined ? {} : { authorisedBy: { name: authorisedBy.name, email: authorisedBy.email } }),
    ...(readiness === undefined ? {} : { readiness: visitorReadinessOf(readiness) }),
  }
}

const visitorOrganisationOf = (organisation: Organisation): VisitorOrganisation => {
  const { tenantId, name, addedAt, shortCode, countryCode, currency, kind } = organisation
  return { tenantId, name, addedAt, ...given({ shortCode, countryCode, currency, kind }) }
}

const visitorReadinessOf = ({ state, findings, lockedUntil, readAt }: Readiness): VisitorReadiness => ({
  state,
  findings: findings.map(visitorFindingOf),
  ...given({ lockedUntil, readAt }),
})

const visitorFindingOf = (finding: ReadinessFinding): VisitorFinding => {
  const { code, blocks, limit, limitAsOf, lockedUntil, lock, currency, accountCurrency, kind, endsAbout } = finding
  return { code, blocks, ...given({ limit, limitAsOf, lockedUntil, lock, currency, accountCurrency, kind, endsAbout }) }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Leaves out what isn't known. */
const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
