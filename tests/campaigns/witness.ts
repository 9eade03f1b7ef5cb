/** Compares what accounts say with what is so at Xero, and remembers for how long it was not. */
import { now } from '../../src/contract/clock.ts'
import type { AccessToken, Connection, WebhookPayload } from '../../src/contract/wire.ts'
import { connectionOf, tokenOf } from '../edge/people.ts'
import type { Customer } from './customer.ts'
import type { Illness } from './happenings.ts'
import { readMessages, refusedAtXero } from './invariants.ts'
import { isOpen, type Link, linkOf, readXeroWorld, takesInvoices, type XeroWorld } from './login-links.ts'

const HOUR_SECONDS = 3600
/** A login looks at Xero within 26 hours and ten minutes (functions/grant/daily-schedule.ts). */
const HONEST_WITHIN_SECONDS = 26.2 * HOUR_SECONDS
/** One that Xero did not answer looks again within 7.5 hours. */
const REPEAT_SECONDS = 7.5 * HOUR_SECONDS
/** A login leaves Xero alone for a while after an outage, and longer where Xero asked for it. */
const COOLING_SECONDS = 120
const PERMISSION_SECONDS = 60 * 86_400

export function createWitness(illness: Illness) {
  const lies: string[] = []
  /** Since when a call for it would fail, by login and tenant; and when it last would have. */
  const closedSince = new Map<string, number>()
  const lastClosedAt = new Map<string, number>()
  /** Since when Xero would refuse its invoices, by login and tenant. */
  const barredSince = new Map<string, number>()
  const stateBefore = new Map<string, Connection['state']>()
  const lookedAt = new Map<string, number>()
  let checks = 0
  let runsAtRisk = 0
  let longestSeconds = 0
  const keyOf = ({ person, tenantId }: Link) => `${person} ${tenantId}`

  function noteLink(xero: XeroWorld, link: Link): void {
    const key = keyOf(link)
    if (takesInvoices(xero, link)) barredSince.delete(key)
    else if (!barredSince.has(key)) barredSince.set(key, now())
    if (isOpen(xero, link)) return void closedSince.delete(key)
    if (!closedSince.has(key)) closedSince.set(key, now())
    lastClosedAt.set(key, now())
  }

  /** Temporary trouble is no cause: something at Xero must have been closed since the last look. */
  function judgeReconnect(account: string, link: Link, reason: string | undefined): void {
    const closedAt = lastClosedAt.get(keyOf(link))
    const from = (lookedAt.get(account) ?? 0) - HONEST_WITHIN_SECONDS - REPEAT_SECONDS
    if (closedAt === undefined || closedAt < from) lies.push(`${account}: reconnect-required (${reason}) without a cause at Xero`)
  }

  async function judgeConnected(account: string, link: Link, connection: Connection): Promise<void> {
    const since = closedSince.get(keyOf(link))
    const at = now()
    const { provenAt = 0, reconnectBefore = 0 } = connection
    if (provenAt > (since ?? at)) lies.push(`${account}: provenAt is later than any proof`)
    if (reconnectBefore < at || reconnectBefore > at + PERMISSION_SECONDS)
      lies.push(`${account}: reconnectBefore is ${reconnectBefore - at} s away`)
    if (connection.readiness?.state === 'ready' && (barredSince.get(keyOf(link)) ?? at) < (connection.readiness.readAt ?? 0))
      lies.push(`${account}: ready, although Xero would refuse an invoice when it was asked`)
    if (since !== undefined) {
      const honestBy = Math.max(since + HONEST_WITHIN_SECONDS, illness.lastAt + REPEAT_SECONDS)
      if (at > honestBy) lies.push(`${account}: connected ${Math.round((at - since) / HOUR_SECONDS)} hours after Xero closed it`)
    }
  }

  /** @returns how the account stands once it was asked for a token, which may bring something to light */
  async function askToken(account: string, connection: Connection): Promise<Connection> {
    const answer = await tokenOf(account)
    const after = await connectionOf(account)
    const link = linkOf(after)
    const isClosed = link === undefined || closedSince.has(keyOf(link))
    const isIll = illness.until > 0 || now() - illness.lastAt < COOLING_SECONDS
    if (answer.status === 200 && after.state !== 'connected') lies.push(`${account}: ${after.state}, and yet a token comes`)
    if (after.state === 'connected' && answer.status !== 200 && !isIll)
      lies.push(`${account}: connected, and no token comes (${answer.status})`)
    if (answer.status === 200 && !isIll && !isClosed) {
      const refusal = await refusedAtXero((await answer.json()) as AccessToken)
      if (refusal !== undefined) lies.push(`${account}: connected, and ${refusal}`)
    } else await answer.body?.cancel()
    return after.state === connection.state ? connection : after
  }

  return {
    /** Looks at Xero alone, after each thing that happened there. */
    async note(customers: readonly Customer[]): Promise<void> {
      const xero = await readXeroWorld()
      const links = await Promise.all(customers.map(async ({ account }) => linkOf(await connectionOf(account))))
      for (const link of links) if (link !== undefined) noteLink(xero, link)
    },

    async look(account: string): Promise<void> {
      const connection = await askToken(account, await connectionOf(account))
      const link = linkOf(connection)
      checks += 1
      await readMessages(account)
      const before = stateBefore.get(account)
      if (link !== undefined && connection.state === 'connected') await judgeConnected(account, link, connection)
      if (link !== undefined && connection.state === 'reconnect-required' && before === 'connected') {
        judgeReconnect(account, link, connection.reason)
        const since = closedSince.get(keyOf(link))
        if (since !== undefined && illness.lastAt < since) longestSeconds = Math.max(longestSeconds, now() - since)
      }
      stateBefore.set(account, connection.state)
      lookedAt.set(account, now())
    },

    /** A billing run begins: miBilling must have heard of a connection that Xero closed more than an hour ago. */
    async judgeRun(account: string, runAt: number): Promise<void> {
      const link = linkOf(await connectionOf(account))
      if (link === undefined) return
      const wasIll = illness.until > 0 || illness.lastAt >= runAt - HOUR_SECONDS
      // What keeps Xero from taking an invoice is not known of a connection that is closed, nor while Xero is out of order.
      const since = closedSince.get(keyOf(link)) ?? (wasIll ? undefined : barredSince.get(keyOf(link)))
      if (since === undefined || since > runAt - HOUR_SECONDS) return
      runsAtRisk += 1
      const isTold = ({ type, timestamp, risk }: WebhookPayload) => {
        const at = Date.parse(timestamp) / 1000
        return at <= runAt && (risk?.runAt === runAt || (type === 'connection.reconnect-required' && at >= since))
      }
      if (!(await readMessages(account)).some(isTold))
        lies.push(
          `${account}: a run began ${Math.round((runAt - since) / 60)} minutes after Xero closed the connection or would take no invoice, and nobody was told`,
        )
    },

    told: () => ({ checks, runsAtRisk, lies, longestSeconds }),
  }
}
