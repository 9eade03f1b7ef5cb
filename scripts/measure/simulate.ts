/**
 * `npm run simulate`: a million logins look at Xero by themselves, day after day, and before billing runs; and ten thousand are refused by
 * Xero at once. Ends with 1 when more calls come in a minute than Xero allows an app, or more than twenty of those logins die.
 */
import { parseArgs } from 'node:util'
import { createRandom, type Scene, simulateAlarms } from './scale/alarms.ts'
import { LOAD } from './scale/costs.ts'
import { type HerdScene, simulateHerd } from './scale/herd.ts'
import { XERO_CALLS_A_MINUTE } from './scale/prices.ts'

const { values } = parseArgs({
  options: { logins: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
})
const [logins, seed] = [Number(values.logins), Number(values.seed)]
const HOUR = 3600
const DAY = 24 * HOUR
const accounts = logins / LOAD.loginsPerAccount
/** Each account bills once a month: those of nine days. */
const monthly = { accounts: 0.3 * accounts, from: 2 * DAY, hours: 9 * 24 }
const outages = (hours: readonly number[], runs?: Scene['runs']): Readonly<Record<string, Omit<Scene, 'logins'>>> =>
  Object.fromEntries(
    hours.map((count) => [
      `Xero out of order for ${count} h${runs === undefined ? '' : ', runs'}`,
      { connectWithin: DAY, days: 8, outage: { from: 3 * DAY, seconds: count * HOUR }, ...(runs === undefined ? {} : { runs }) },
    ]),
  )
const SCENES: Readonly<Record<string, Omit<Scene, 'logins'>>> = {
  'connected over a month': { connectWithin: 30 * 24 * HOUR, days: 33 },
  'all connected within an hour': { connectWithin: HOUR, days: 4 },
  ...outages([1, 6, 12, 24, 72]),
  'a billing run a month for each': { connectWithin: DAY, days: 8, runs: [monthly] },
  ...outages([1, 6, 12, 24, 72], [monthly]),
  'all bill on the same day': { connectWithin: DAY, days: 8, runs: [{ accounts, from: 4 * DAY, hours: 24 }] },
  '80,000 accounts bill at once': { connectWithin: DAY, days: 5, runs: [{ accounts: 0.08 * logins, from: 4 * DAY }] },
}

console.log(
  `${logins.toLocaleString('en-AU')} logins, seed ${seed}; Xero allows an app ${XERO_CALLS_A_MINUTE.toLocaleString('en-AU')} calls a minute.\n`,
)
console.log(['scene'.padEnd(36), 'calls a minute: mean', '  most', ' of the limit', '  token endpoint: most'].join(' '))
let isFine = true
for (const [name, scene] of Object.entries(SCENES)) {
  const { api, token } = simulateAlarms({ ...scene, logins }, createRandom(seed))
  const most = api.reduce((left, right) => Math.max(left, right), 0)
  // The last day: until then not all of them are there.
  const lastDay = api.slice(-24 * 60)
  const mean = lastDay.reduce((sum, calls) => sum + calls, 0) / lastDay.length
  const share = most / XERO_CALLS_A_MINUTE
  isFine &&= share <= 1
  const mostTokens = token.reduce((left, right) => Math.max(left, right), 0)
  const cells = [name.padEnd(36), mean.toFixed(0).padStart(20), String(most).padStart(6), share.toFixed(2).padStart(13)]
  console.log([...cells, String(mostTokens).padStart(22)].join(' '))
}
console.log(isFine ? '\nWithin the limit.' : '\nOver the limit.')

const HERD = 10_000
const MOST_DEATHS = 20
const herdOf = (hours: number, used: number) => ({ hours: 24 + hours + 36, used, herd: { from: 24, hours } })
const HERDS: Readonly<Record<string, Omit<HerdScene, 'logins'>>> = {
  'a wrong client id for 1 h': herdOf(1, 0.2),
  'for 12 h': herdOf(12, 0.2),
  'for 60 h': herdOf(60, 0.2),
  'for 60 h, and nobody uses any': herdOf(60, 0),
  'ordinary days: one in a thousand leaves': { hours: 96, used: 1, departures: 0.001 },
}
console.log(`\n${HERD.toLocaleString('en-AU')} logins that Xero refuses with invalid_grant; at most ${MOST_DEATHS} may die.\n`)
console.log(['scene'.padEnd(40), 'died', 'dead when mended', 'left', 'told at once'].join('  '))
let isHeld = true
for (const [name, scene] of Object.entries(HERDS)) {
  const { died, unserved, left, toldAtOnce } = simulateHerd({ ...scene, logins: HERD }, createRandom(seed))
  isHeld &&= died <= MOST_DEATHS && unserved === 0 && toldAtOnce === left
  const cells = [String(died).padStart(4), String(unserved).padStart(16), String(left).padStart(4), String(toldAtOnce).padStart(12)]
  console.log([name.padEnd(40), ...cells].join('  '))
}
console.log(isHeld ? '\nThe circuit breaker holds.' : '\nThe circuit breaker does not hold.')
process.exitCode = isFine && isHeld ? 0 : 1
