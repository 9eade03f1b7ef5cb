/** The local miStable's receiver of webhooks, for tests that run in workerd. */
import { inject } from 'vitest'
import type { Delivery } from '../fakes/mistable/inbox.ts'

export const RECEIVER = `${inject('mistableOrigin')}/webhooks`

const control = (path: string) => `${inject('mistableOrigin')}/control/${path}`

/** Every call that was signed as it should be, oldest first. */
export async function deliveriesTo(account: string): Promise<Delivery[]> {
  const deliveries: Delivery[] = await (await fetch(control('deliveries'))).json()
  return deliveries.filter(({ payload }) => payload.data.account === account)
}

interface Fault {
  readonly account: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly hang?: boolean
  readonly times?: number
}

/** Lets the receiver fail, for one account. */
export async function failFor(fault: Fault): Promise<void> {
  const { status } = await fetch(control('faults'), { method: 'POST', body: JSON.stringify(fault) })
  if (status !== 201) throw new Error(`local miStable: it took no fault, but answered ${status}`)
}
