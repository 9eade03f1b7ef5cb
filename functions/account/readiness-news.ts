/** What is new about an account's readiness since the timeline last said so. Pure. */
import type { Connection } from '../../src/contract/wire.ts'
import type { Entry } from './timeline.ts'

/** What the timeline said last. */
export interface ToldReadiness {
  readonly tenantId: string
  readonly state: string
  /** The findings' codes. */
  readonly cause?: string
}

/** Not knowing is no news: what was said before stays said. */
export function readinessNewsBetween(
  before: ToldReadiness | undefined,
  { organisation, readiness }: Connection,
): { readonly entries: readonly Entry[]; readonly told: ToldReadiness | undefined } {
  if (organisation === undefined) return { entries: [], told: undefined }
  if (readiness === undefined || readiness.state === 'unknown') return { entries: [], told: before }
  const { tenantId, name } = organisation
  const codes = readiness.findings.map(({ code }) => code).join(', ')
  const because = codes === '' ? {} : { cause: codes }
  const told = { tenantId, state: readiness.state, ...because }
  if (JSON.stringify(told) === JSON.stringify(before)) return { entries: [], told: before }
  const entry: Entry = { type: 'readiness.changed', outcome: readiness.state, ...because, tenantId, organisation: name }
  return { entries: [entry], told }
}
