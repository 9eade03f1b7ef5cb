/** Accounts that are connected, and what the index has of them. */
import { listDurableObjectIds, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { readFleetAccount } from '../../../functions/desk/fleet-index.ts'
import { letPass } from '../local-xero.ts'
import { visitor } from '../people.ts'

export const TELECOM = 'Acme Telecom Pty Ltd'

/** The account does what is due within a few seconds. */
export async function runAlarm(account: string): Promise<void> {
  await letPass(6)
  await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
}

/** The account's entry, once what is due is done: a login tells its accounts, an account reconciles, and then writes. */
export async function entryOf(account: string) {
  for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
  for (let round = 0; round < 3; round += 1) await runAlarm(account)
  return readFleetAccount(env, account)
}

export async function connected(name?: string, company = TELECOM) {
  const { account, browser } = await visitor()
  await browser.open(account, name === undefined ? {} : { name })
  await browser.connect('theo', [company])
  return { account, browser }
}
