/** The tables of docs/costs.md. */
import { writeMarkdown } from '../../project/table.ts'
import { BYTES, billOf, LOAD, timesOf } from './costs.ts'
import { OPERATIONS, type Operation, type OperationName } from './operations.ts'
import { MONTHLY_FEE, XERO_CALLS_A_MINUTE } from './prices.ts'

const SIZES = [1_000, 100_000, 1_000_000]
const BEGIN = '<!-- npm run costs writes from here -->'
const END = '<!-- to here -->'

export const withTables = (page: string, tables: string): string =>
  `${page.slice(0, page.indexOf(BEGIN) + BEGIN.length)}\n\n${tables}\n\n${page.slice(page.indexOf(END))}`

export function describeCosts(): string {
  return [
    '### What each thing that happens takes',
    writeMarkdown(['', ...Object.keys(COLUMNS)], operationRows()),
    '### What happens in a month',
    writeMarkdown(['', ...SIZES.map((size) => `${whole(size)} accounts`)], happeningRows()),
    '### What it costs in a month',
    writeMarkdown(['', ...SIZES.flatMap((size) => [`${whole(size)} accounts`, 'US$'])], costRows()),
  ].join('\n\n')
}

const COLUMNS: Readonly<Record<string, keyof Operation>> = {
  'Worker requests': 'workerRequests',
  'KV reads': 'kvReads',
  writes: 'kvWrites',
  deletes: 'kvDeletes',
  'object requests': 'objectRequests',
  'rows written': 'rowsWritten',
  'D1 rows read': 'indexRowsRead',
  'D1 rows written': 'indexRowsWritten',
  messages: 'messages',
  'calls to Xero': 'xeroApiCalls',
  'to its identity service': 'xeroIdentityCalls',
}

const NAMES: Readonly<Record<OperationName, string>> = {
  connect: 'an account connects',
  token: 'a token that is at hand',
  refresh: 'a token that must be refreshed',
  look: 'a login’s daily look',
  run: 'a look before a billing run',
  use: 'the use of tokens, noted weekly',
  state: 'the state of an account',
  disconnect: 'an account disconnects',
}
const names = Object.keys(NAMES) as OperationName[]

const operationRows = (): string[][] =>
  names.map((name) => [NAMES[name], ...Object.values(COLUMNS).map((column) => String(OPERATIONS[name][column]))])

function happeningRows(): string[][] {
  const times = SIZES.map((size) => timesOf(size, LOAD))
  return names.map((name) => [NAMES[name], ...times.map((time) => whole(time[name]))])
}

function costRows(): string[][] {
  const bills = SIZES.map((size) => billOf(size, LOAD, BYTES))
  const [first] = bills
  const rows = (first?.rows ?? []).map(({ what }, at) => [
    what,
    ...bills.flatMap(({ rows: own }) => [amount(own[at]?.amount ?? 0), money(own[at]?.dollars ?? 0)]),
  ])
  return [
    ...rows,
    ['the plan itself', ...bills.flatMap(() => ['', money(MONTHLY_FEE)])],
    ['**all of it**', ...bills.flatMap(({ total }) => ['', `**${money(total)}**`])],
    ['for each account', ...bills.flatMap(({ total }, at) => ['', money(total / (SIZES[at] ?? 1), 4)])],
    [
      `calls to Xero a minute, of ${whole(XERO_CALLS_A_MINUTE)}`,
      ...bills.flatMap(({ xeroCallsAMinute }) => [amount(xeroCallsAMinute), '']),
    ],
  ]
}

const whole = (count: number): string => Math.round(count).toLocaleString('en-AU')
const amount = (count: number): string =>
  count >= 1e9
    ? `${(count / 1e9).toFixed(2)} bn`
    : count >= 1e6
      ? `${(count / 1e6).toFixed(1)} m`
      : count >= 100
        ? whole(count)
        : count.toFixed(1)
const money = (dollars: number, places = 2): string =>
  dollars.toLocaleString('en-AU', { minimumFractionDigits: places, maximumFractionDigits: places })
