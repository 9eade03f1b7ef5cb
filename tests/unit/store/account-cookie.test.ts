import { expect, it } from 'vitest'
import { readAccount } from '../../../src/store/account-cookie.ts'

const ACCOUNT = 'Zk3vQx_0aB-9LmTe'

it.each([
  ['', undefined],
  [`guide-account=${ACCOUNT}`, ACCOUNT],
  [`__Host-guide-account=${ACCOUNT}`, ACCOUNT],
  [`a=b; guide-account=${ACCOUNT}; c=d`, ACCOUNT],
  [`my-guide-account=${ACCOUNT}`, undefined],
  ['guide-account=', undefined],
  ['guide-account=short', undefined],
  [`guide-account=${ACCOUNT}x`, undefined],
  ['guide-account="quoted words"', undefined],
])('the cookies %j are of the account %s', (cookies, account) => {
  expect(readAccount(cookies)).toBe(account)
})
