/** What the connections list does not tell of an organisation: country, currency, short code, demo or trial. */
import { xeroOf } from '../env.ts'
import type { Place } from './place.ts'
import { EMPTY } from './record.ts'

/** @returns whether there was anything to learn */
export async function learnDetails({ env, records }: Place): Promise<boolean> {
  const { organisations } = (await records.read('account')) ?? EMPTY
  const plain = organisations.filter(({ countryCode, lost }) => countryCode === undefined && lost === undefined)
  for (const { login, tenantId } of plain) {
    const access = await env.GRANT.getByName(login).accessToken()
    if (!access.ok) return false
    const details = await xeroOf(env).organisation(access.value.accessToken, tenantId)
    if (!details.ok) continue
    await records.update('account', (record = EMPTY) => ({
      ...record,
      organisations: record.organisations.map((other) =>
        other.tenantId === tenantId ? { ...other, ...details.value, name: details.value.name || other.name } : other,
      ),
    }))
  }
  return plain.length > 0
}
