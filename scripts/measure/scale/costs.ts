/** What a month costs. Pure. */
import { OPERATIONS, type Operation, type OperationName } from './operations.ts'
import { MONTHLY_FEE, PRICES, type Quantity, STORAGE, type Stored } from './prices.ts'

/** How much is asked of the guide, for each account. A bookkeeper's login serves several, so there are fewer logins than accounts. */
export interface Load {
  readonly loginsPerAccount: number
  readonly tokensPerDay: number
  /** How many of a login's tokens a day must be refreshed: calls that are spread over the day find an old one every half hour. */
  readonly refreshesPerDay: number
  readonly statesPerMonth: number
  /** Looks before billing runs: two for each. */
  readonly runLooksPerMonth: number
  readonly connectsPerMonth: number
  readonly disconnectsPerMonth: number
}

export const LOAD: Load = {
  loginsPerAccount: 0.8,
  tokensPerDay: 100,
  refreshesPerDay: 12,
  statesPerMonth: 30,
  runLooksPerMonth: 2,
  connectsPerMonth: 0.1,
  disconnectsPerMonth: 0.02,
}

const DAYS = 30
/** A message is written, read and deleted. */
const OPERATIONS_A_MESSAGE = 3
/** Assumed, not measured on the platform: Xero's time to answer, an object's memory, and processor time. */
const SECONDS_A_XERO_CALL = 0.5
const OBJECT_GB = 0.125
const CPU_MS: Readonly<Record<OperationName, number>> = {
  connect: 30,
  token: 1,
  refresh: 6,
  look: 6,
  run: 6,
  use: 2,
  state: 3,
  disconnect: 10,
}

export interface Bytes {
  readonly accountObject: number
  readonly grantObject: number
  readonly kvOfAccount: number
  readonly kvOfLogin: number
  /** In the desk's D1: an entry, its words, and a year's support codes. */
  readonly indexOfAccount: number
}

/** As measured by tests/edge/operations.test.ts, rounded up; an object's database is 4 kB pages. A year's timeline is in the account's. */
export const BYTES: Bytes = {
  accountObject: 49_152,
  grantObject: 20_480,
  kvOfAccount: 700,
  kvOfLogin: 2_200,
  indexOfAccount: 4_096,
}

interface Row {
  readonly what: Quantity | Stored
  readonly amount: number
  readonly dollars: number
}

export interface Bill {
  readonly rows: readonly Row[]
  readonly total: number
  /** Of those that Xero counts for an app, on average. */
  readonly xeroCallsAMinute: number
}

/** How often each happens in a month. */
export const timesOf = (accounts: number, load: Load): Readonly<Record<OperationName, number>> => ({
  connect: accounts * load.connectsPerMonth,
  token: accounts * (load.tokensPerDay - load.refreshesPerDay * load.loginsPerAccount) * DAYS,
  refresh: accounts * load.loginsPerAccount * load.refreshesPerDay * DAYS,
  look: accounts * load.loginsPerAccount * DAYS,
  run: accounts * load.runLooksPerMonth,
  use: (accounts * DAYS) / 7,
  state: accounts * load.statesPerMonth,
  disconnect: accounts * load.disconnectsPerMonth,
})

export function billOf(accounts: number, load: Load, bytes: Bytes): Bill {
  const times = timesOf(accounts, load)
  const names = Object.keys(OPERATIONS) as OperationName[]
  const sum = (count: (operation: Operation, name: OperationName) => number): number =>
    names.reduce((all, name) => all + times[name] * count(OPERATIONS[name], name), 0)
  const logins = accounts * load.loginsPerAccount
  const amounts: Readonly<Record<Quantity, number>> = {
    'Worker requests': sum(({ workerRequests }) => workerRequests),
    'Worker CPU, ms': sum((_, name) => CPU_MS[name]),
    'KV reads': sum(({ kvReads }) => kvReads),
    'KV writes': sum(({ kvWrites }) => kvWrites),
    'KV deletes': sum(({ kvDeletes }) => kvDeletes),
    'Object requests': sum(({ objectRequests }) => objectRequests),
    'Object duration, GB-s':
      sum(({ xeroApiCalls, xeroIdentityCalls }) => xeroApiCalls + xeroIdentityCalls) * SECONDS_A_XERO_CALL * OBJECT_GB,
    'Object rows read': sum(({ rowsWritten }) => rowsWritten) * 3,
    'Object rows written': sum(({ rowsWritten }) => rowsWritten),
    'D1 rows read': sum(({ indexRowsRead }) => indexRowsRead),
    'D1 rows written': sum(({ indexRowsWritten }) => indexRowsWritten),
    'Queue operations': sum(({ messages }) => messages) * OPERATIONS_A_MESSAGE,
    // A token that the copies had is not logged (docs/decisions/0016-service-rate-in-batches.md).
    'Log events': sum((_, name) => (name === 'token' ? 0 : 2)),
  }
  const stored: Readonly<Record<Stored, number>> = {
    'KV storage, GB': (accounts * bytes.kvOfAccount + logins * bytes.kvOfLogin) / 1e9,
    'D1 storage, GB': (accounts * bytes.indexOfAccount) / 1e9,
    'Object storage, GB': (accounts * bytes.accountObject + logins * bytes.grantObject) / 1e9,
  }
  const rows: Row[] = [
    ...(Object.keys(PRICES) as Quantity[]).map((what) => {
      const { included, perMillion } = PRICES[what]
      return { what, amount: amounts[what], dollars: (Math.max(0, amounts[what] - included) / 1e6) * perMillion }
    }),
    ...(Object.keys(STORAGE) as Stored[]).map((what) => {
      const { included, each } = STORAGE[what]
      return { what, amount: stored[what], dollars: Math.max(0, stored[what] - included) * each }
    }),
  ]
  return {
    rows,
    total: rows.reduce((all, { dollars }) => all + dollars, MONTHLY_FEE),
    xeroCallsAMinute: sum(({ xeroApiCalls }) => xeroApiCalls) / (DAYS * 24 * 60),
  }
}
