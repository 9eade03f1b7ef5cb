import { comeBack, SERVICE_HEADERS, setOff } from './customer.ts'
import { type Figure, type Length, middleOf } from './figure.ts'
import { startGuide } from './guide.ts'
import { type Ask, measureRate } from './load.ts'
import { moduleOf } from './workerd.ts'

const ROUNDS = 7
/** All rounds together stay below the 6,000 calls a minute that one account may make. */
const ROUND = { connections: 16, requests: 350, seconds: 1.5 }
const ACCOUNT = 'bench-broker'

/**
 * Cloudflare counts a rate in the machine that runs the Worker; Miniflare plays the same by a call to a Durable Object. With the
 * header, the guide's limiter answers at once instead, which is nearer to what a deployed Worker pays.
 */
const FRONT = `
import worker, { Account, Grant, Incident } from './worker.js'
let near
export { Account, Grant, Incident }
export default {
  fetch(request, env, context) {
    near ??= { ...env, SERVICE_RATE: { limit: async () => ({ success: true }) } }
    return worker.fetch(request, request.headers.has('Bench-Near-Limiter') ? near : env, context)
  },
}`

/** The very records that the guide reads, one after the other as it must: the first names the second. */
const BARE = `
let names
const nameIn = async (kv, prefix) => (await kv.list({ prefix, limit: 1 })).keys[0].name
export default {
  async fetch(request, { TOKENS }) {
    names ??= [await nameIn(TOKENS, 'account/'), await nameIn(TOKENS, 'token/')]
    const account = await TOKENS.get(names[0])
    const token = await TOKENS.get(names[1])
    return Response.json({ account, token })
  },
}`

/** What every call would pay if the tokens were an object's to hand out. */
const HOP = `
import { DurableObject } from 'cloudflare:workers'
export class Empty extends DurableObject {
  hop() {}
}
export default {
  async fetch(request, { EMPTY }) {
    await EMPTY.getByName('one').hop()
    return new Response('ok')
  },
}`

/** Alternating rounds, so that whatever else the machine does falls on all alike. */
export async function benchBroker(length: Length): Promise<readonly Figure[]> {
  const guide = await startGuide({
    front: FRONT,
    beside: [
      { name: 'bare', modules: [moduleOf('bare.js', BARE)] },
      { name: 'hop', modules: [moduleOf('hop.js', HOP)], durableObjects: { EMPTY: { className: 'Empty', useSQLite: true } } },
    ],
  })
  try {
    await comeBack(await setOff(guide, ACCOUNT))
    const broker = { url: `${guide.guide}/v1/accounts/${ACCOUNT}/access-token`, headers: SERVICE_HEADERS }
    const asks = {
      broker,
      near: { ...broker, headers: { ...broker.headers, 'Bench-Near-Limiter': 'yes' } },
      bare: { url: await guide.originOf('bare') },
      hop: { url: await guide.originOf('hop') },
    }
    for (const ask of Object.values(asks)) await measureRate(ask, ROUND)
    const rounds: Record<keyof typeof asks, number>[] = []
    for (let round = 0; round < (length === 'short' ? 1 : ROUNDS); round += 1) rounds.push(await measureRound(asks))

    const rate = (name: keyof typeof asks) => ({ measured: middleOf(rounds.map((round) => round[name])), unit: '/s' })
    const share = (name: keyof typeof asks) => ({ measured: middleOf(rounds.map((round) => round[name] / round.bare)), unit: '' })
    return [
      { what: 'broker call, valid token', ...rate('broker') },
      { what: 'the same, rate counted in process', ...rate('near') },
      { what: 'bare Worker, the same two KV reads', ...rate('bare') },
      { what: 'bare Worker, one Durable Object hop', ...rate('hop') },
      { what: 'share of the bare Worker, rate counted in process', ...share('near') },
      { what: 'share of the bare Worker', ...share('broker'), budget: 0.7, atLeast: true },
    ]
  } finally {
    await guide.close()
  }
}

async function measureRound<Name extends string>(asks: Readonly<Record<Name, Ask>>): Promise<Record<Name, number>> {
  const rates: Partial<Record<Name, number>> = {}
  for (const [name, ask] of Object.entries<Ask>(asks)) rates[name as Name] = await measureRate(ask, ROUND)
  return rates as Record<Name, number>
}
