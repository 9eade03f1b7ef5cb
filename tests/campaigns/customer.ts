import type { Browser } from '../edge/people.ts'

/** A customer, with the login and the company they mean. */
export interface Customer {
  readonly account: string
  readonly person: string
  readonly company: string
  readonly browser: Browser
}
