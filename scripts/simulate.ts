/**
 * `npm run simulate`: a million logins look at Xero by themselves, day after day. Ends with 1 when more calls come in a minute than Xero
 * allows an app.
 */
import { parseArgs } from 'node:util'
import { createRandom, type Scene, simulateAlarms } from './scale/alarms.ts'
import { XERO_CALLS_A_MINUTE } from './scale/prices.ts'

const { values } = parseArgs({
  options: { logins: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
})
const [logins, seed] = [Number(values.logins), Number(values.seed)]
const HOUR = 3600
const SCENES: Readonly<Record<string, Omit<Scene, 'logins'>>> = {
  'connected over a month': { connectWithin: 30 * 24 * HOUR, days: 33 },
  'all connected within an hour': { connectWithin: HOUR, days: 4 },
  ...Object.fromEntries(
    [1, 6, 12, 24, 72].map((hours) => [
      `Xero out of order for ${hours} h`,
      { connectWithin: 24 * HOUR, days: 8, outage: { from: 3 * 24 * HOUR, seconds: hours * HOUR } },
    ]),
  ),
}

console.log(
  `${logins.toLocaleString('en-AU')} logins, seed ${seed}; Xero allows an app ${XERO_CALLS_A_MINUTE.toLocaleString('en-AU')} calls a minute.\n`,
)
console.log(['scene'.padEnd(32), 'calls a minute: mean', '  most', ' of the limit', '  token endpoint: most'].join(' '))
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
  const cells = [name.padEnd(32), mean.toFixed(0).padStart(20), String(most).padStart(6), share.toFixed(2).padStart(13)]
  console.log([...cells, String(mostTokens).padStart(22)].join(' '))
}
console.log(isFine ? '\nWithin the limit.' : '\nOver the limit.')
process.exitCode = isFine ? 0 : 1
