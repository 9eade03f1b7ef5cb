/** What is worth telling of an account's present state, given what was told before. */
import type { Connection, TimelineEvent } from '../../src/contract/wire.ts'
import type { Standing } from '../grant/record.ts'
import type { Place } from './place.ts'
import { type AccountRecord, connectionOf, findOrganisation } from './record.ts'
import type { Entry } from './timeline.ts'

/** How a login stood when the timeline was last told. */
export interface LoginNews {
  readonly over?: string
  readonly trouble?: string
}

export type Standings = ReadonlyMap<string, Standing | undefined>

/** The account as the world sees it, with the standing of each of its logins. */
export async function view(
  { account, env }: Place,
  record: AccountRecord,
): Promise<{ readonly connection: Connection; readonly standings: Standings }> {
  const standings = new Map<string, Standing | undefined>()
  for (const login of new Set(record.organisations.map((organisation) => organisation.login)))
    standings.set(login, await env.GRANT.getByName(login).standing())
  const login = findOrganisation(record, record.active)?.login ?? record.organisations[0]?.login
  return { connection: connectionOf(account, record, login === undefined ? undefined : standings.get(login)), standings }
}

export const loginsOf = (standings: Standings): Record<string, LoginNews> =>
  Object.fromEntries([...standings].map(([login, standing]) => [login, newsOf(standing)]))

const newsOf = (standing: Standing | undefined): LoginNews => {
  const over = standing === undefined ? 'revoked' : standing.reason
  const trouble = standing?.trouble?.cause
  return { ...(over === undefined ? {} : { over }), ...(trouble === undefined ? {} : { trouble }) }
}

/** What the timeline is told of a login that stands otherwise than before. */
export function newsBetween(before: LoginNews = {}, present: LoginNews): Entry[] {
  const entries: Entry[] = []
  if (before.over !== present.over)
    entries.push(present.over === undefined ? { type: 'login.renewed' } : { type: 'login.over', cause: present.over })
  if (before.trouble !== present.trouble)
    entries.push(present.trouble === undefined ? { type: 'refresh.recovered' } : { type: 'refresh.failed', cause: present.trouble })
  return entries
}

/** What the timeline is told when miBilling is. */
export function momentOf(type: TimelineEvent['type'], { reason, organisation }: Connection): Entry {
  const named = organisation === undefined ? {} : { tenantId: organisation.tenantId, organisation: organisation.name }
  return { type, ...(reason === undefined ? {} : { cause: reason }), ...named }
}
