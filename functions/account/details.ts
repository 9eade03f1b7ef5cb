/**
 * What the connections list does not tell: country, currency, short code, demo or trial; and whether calls for the active organisation
 * really work.
 */
import { withDeadline } from '../xero/deadline.ts'
import { learn } from './check.ts'
import { type Place, readRecord } from './place.ts'

/** @param anew after a consent, an old proof does not do @returns whether anything was learnt */
export async function learnDetails(place: Place, anew: boolean): Promise<boolean> {
  const { organisations, active, provenAt } = await readRecord(place)
  const open = organisations.filter(({ lost }) => lost === undefined)
  const plain = open.filter(
    ({ tenantId, name, countryCode }) =>
      name === '' || countryCode === undefined || (tenantId === active && (anew || provenAt === undefined)),
  )
  return withDeadline(() => learn(place, plain))
}
