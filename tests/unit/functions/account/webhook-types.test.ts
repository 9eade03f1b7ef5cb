import { describe, expect, it } from 'vitest'
import { type AnnouncedState, webhookTypesBetween } from '../../../../functions/account/webhook-types.ts'
import type { Connection } from '../../../../src/contract/wire.ts'

const organisation = (tenantId: string) => ({ tenantId, name: tenantId, addedAt: 1 })
const NONE: Connection = { account: 'a', state: 'not-connected', organisations: [] }
const CHOICE: Connection = { account: 'a', state: 'choose-organisation', organisations: [organisation('x'), organisation('y')] }
const on = (tenantId: string): Connection => ({
  account: 'a',
  state: 'connected',
  organisation: organisation(tenantId),
  organisations: [organisation('x'), organisation('y')],
})
const dead = (tenantId: string): Connection => ({ ...on(tenantId), state: 'reconnect-required', reason: 'expired' })

const CONNECTED = 'connection.connected'
const CHOSEN = 'connection.organisation-chosen'
const DEAD = 'connection.reconnect-required'
const REPAIRED = 'connection.repaired'
const OVER = 'connection.disconnected'

describe('the webhooks of an account’s life', () => {
  it.each<[string, Connection[], string[][]]>([
    ['nothing ever happens', [NONE, NONE], [[], []]],
    ['the first organisation', [NONE, on('x'), on('x')], [[], [CONNECTED, CHOSEN], []]],
    ['several to choose from', [CHOICE, on('y')], [[], [CONNECTED, CHOSEN]]],
    ['another is chosen', [on('x'), on('y')], [[CONNECTED, CHOSEN], [CHOSEN]]],
    ['death, announced once, and revival', [on('x'), dead('x'), dead('x'), on('x')], [[CONNECTED, CHOSEN], [DEAD], [], [REPAIRED]]],
    ['a second death', [on('x'), dead('x'), on('x'), dead('x')], [[CONNECTED, CHOSEN], [DEAD], [REPAIRED], [DEAD]]],
    ['from a dead one to a live one', [on('x'), dead('x'), on('y')], [[CONNECTED, CHOSEN], [DEAD], [CHOSEN, REPAIRED]]],
    ['the active one of two is disconnected', [on('x'), CHOICE, on('y')], [[CONNECTED, CHOSEN], [], [CHOSEN]]],
    ['the end, and a new beginning', [on('x'), NONE, NONE, on('x')], [[CONNECTED, CHOSEN], [OVER], [], [CONNECTED, CHOSEN]]],
    ['the end of a dead one', [on('x'), dead('x'), NONE], [[CONNECTED, CHOSEN], [DEAD], [OVER]]],
    ['only ever a choice', [CHOICE, NONE], [[], []]],
  ])('%s', (_, states, expected) => {
    let announced: AnnouncedState | undefined
    const types = states.map((connection) => {
      const next = webhookTypesBetween(announced, connection)
      announced = next.state
      return next.types
    })
    expect(types).toEqual(expected)
  })
})
