/** What the connections list does not tell of an organisation: country, currency, short code, demo or trial. */
import { now } from '../../src/contract/clock.ts'
import { xeroOf } from '../env.ts'
import { changeRecord, type Place, readRecord } from './place.ts'

/** @returns whether there was anything to learn */
export async function learnDetails(place: Place): Promise<boolean> {
  const { organisations } = await readRecord(place)
  const plain = organisations.filter(({ countryCode, lost }) => countryCode === undefined && lost === undefined)
  for (const { login, tenantId } of plain) {
    const access = await place.env.GRANT.getByName(login).accessToken()
    if (!access.ok) return false
    const details = await xeroOf(place.env).organisation(access.value.accessToken, tenantId)
    if (!details.ok) continue
    await changeRecord(place, now(), (record) => ({
      ...record,
      organisations: record.organisations.map((other) =>
        other.tenantId === tenantId ? { ...other, ...details.value, name: details.value.name || other.name } : other,
      ),
    }))
  }
  return plain.length > 0
}
