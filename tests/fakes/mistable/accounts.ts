import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/** A customer of miStable, and the person of theirs who sits at the dashboard. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly user: string
  readonly invoices: readonly Invoice[]
}

interface Invoice {
  readonly number: string
  readonly customer: string
  readonly due: string
  /** Whole Australian cents. */
  readonly cents: number
  readonly status: 'Paid' | 'Awaiting payment' | 'Overdue'
}

const ACME: Account = {
  id: 'acme-telecom',
  name: 'Acme Telecom',
  user: 'Priya Raman',
  invoices: [
    { number: 'MB-2041', customer: 'Harbour Cafe', due: '28 November', cents: 18_480, status: 'Awaiting payment' },
    { number: 'MB-2040', customer: 'Eastside Physio', due: '21 November', cents: 64_350, status: 'Overdue' },
    { number: 'MB-2039', customer: 'Bright Dental', due: '14 November', cents: 120_900, status: 'Paid' },
  ],
}

const RIVERBANK: Account = {
  id: 'riverbank',
  name: 'Riverbank Plumbing',
  user: 'Olivia Owner',
  invoices: [
    { number: 'MB-0312', customer: 'Kew Strata', due: '30 November', cents: 88_000, status: 'Awaiting payment' },
    { number: 'MB-0311', customer: 'The Corner Hotel', due: '16 November', cents: 23_100, status: 'Paid' },
  ],
}

export const ACCOUNTS: readonly Account[] = [ACME, RIVERBANK]

export const readAccount = (id: string | undefined): Account | undefined => ACCOUNTS.find((account) => account.id === id)

const COOKIE = 'mistable_account'

/** The account the browser is in: the one the address names, else the one it used last, else the first. */
export function currentAccount(c: Context): Account {
  const named = readAccount(c.req.query('account'))
  if (named !== undefined) rememberAccount(c, named)
  return named ?? readAccount(getCookie(c, COOKIE)) ?? ACME
}

export function rememberAccount(c: Context, account: Account): void {
  setCookie(c, COOKIE, account.id, { path: '/', httpOnly: true, sameSite: 'Lax' })
}
