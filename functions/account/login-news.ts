/** What is new about an account's logins since the timeline last said so. Pure. */
import type { Connection, TimelineEvent } from '../../src/contract/wire.ts'
import type { Standing } from '../grant/record.ts'
import type { Standings } from './read-connection.ts'
import type { Entry } from './timeline.ts'

/** The state of a login when the timeline last told it. */
export interface LoginNews {
  readonly over?: string
  readonly trouble?: string
}

export const loginNewsOf = (standings: Standings): Record<string, LoginNews> =>
  Object.fromEntries([...standings].map(([login, standing]) => [login, newsOf(standing)]))

const newsOf = (standing: Standing | undefined): LoginNews => {
  const over = standing === undefined ? 'revoked' : standing.reason
  const trouble = standing?.trouble?.cause
  return { ...(over === undefined ? {} : { over }), ...(trouble === undefined ? {} : { trouble }) }
}

/** The timeline's entries for a login that has changed. */
export function newsBetween(before: LoginNews = {}, present: LoginNews): Entry[] {
  const entries: Entry[] = []
  if (before.over !== present.over)
    entries.push(present.over === undefined ? { type: 'login.renewed' } : { type: 'login.over', cause: present.over })
  if (before.trouble !== present.trouble)
    entries.push(present.trouble === undefined ? { type: 'refresh.recovered' } : { type: 'refresh.failed', cause: present.trouble })
  return entries
}

/** The timeline's entry beside a webhook. */
export function timelineEntryOf(type: TimelineEvent['type'], { reason, organisation }: Connection): Entry {
  const named = organisation === undefined ? {} : { tenantId: organisation.tenantId, organisation: organisation.name }
  return { type, ...(reason === undefined ? {} : { cause: reason }), ...named }
}
