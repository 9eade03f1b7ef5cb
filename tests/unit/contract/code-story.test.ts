import { describe, expect, it } from 'vitest'
import { storyOf, TURNS } from '../../../src/contract/code-story.ts'
import { PROBLEMS, type ProblemCode } from '../../../src/contract/problems.ts'
import type { Connection } from '../../../src/contract/wire.ts'

const AT = 1_795_452_023
const codes = Object.keys(PROBLEMS) as ProblemCode[]
const connected = (times: Partial<Connection>) => ({ account: 'a', state: 'connected', organisations: [], ...times }) as Connection
const story = (fields: Record<string, unknown>, connection?: Connection) => storyOf({ at: AT, fields, connection })

describe('whose turn it is', () => {
  it('is said for every problem, and for nothing else', () => {
    expect(Object.keys(TURNS).toSorted()).toEqual(codes.toSorted())
  })

  it.each(codes)('%s: the log’s line and the timeline’s event say the same', (code) => {
    const line = story({ method: 'GET', route: '/api/xero/callback', status: 409, problem: code })
    expect(line).toMatchObject({ problem: code, turn: TURNS[code], resolved: false })
    expect(story({ type: 'attempt.ended', outcome: 'problem', cause: code })).toMatchObject({ problem: code, turn: TURNS[code] })
  })

  it('is ours where our side is wrong, Xero’s where it doesn’t answer, and the customer’s where they can go on by themselves', () => {
    for (const [code, { status, retry }] of Object.entries(PROBLEMS)) {
      const turn = TURNS[code as ProblemCode]
      if (status === 500) expect([code, turn]).toEqual([code, 'us'])
      if (status === 503) expect([code, turn]).toEqual([code, 'xero'])
      if (retry === 'restart' || retry === 'reopen') expect([code, turn]).toEqual([code, 'customer'])
      if (retry === 'none') expect([code, turn === 'customer']).toEqual([code, false])
    }
  })

  it.each([
    [{ type: 'attempt.begun' }, 'customer'],
    [{ type: 'attempt.ended', outcome: 'connected' }, 'nobody'],
    [{ type: 'attempt.ended', outcome: 'organisation' }, 'customer'],
    [{ type: 'attempt.ended', outcome: 'nothing-new' }, 'customer'],
    [{ type: 'attempt.stalled', cause: 'connect/log-in', step: 'connect/log-in' }, 'customer'],
    [{ type: 'organisation.lost', cause: 'disconnected-in-xero' }, 'customer'],
    [{ type: 'login.over', cause: 'expired' }, 'customer'],
    [{ type: 'refresh.failed', cause: 'our-settings' }, 'us'],
    [{ type: 'webhook.undeliverable', cause: 'answered 500' }, 'us'],
    [{ type: 'handover.made' }, 'nobody'],
    [{}, 'nobody'],
  ])('%o: %s', (fields, turn) => {
    expect(story(fields).turn).toBe(turn)
  })

  it('is nobody’s once it was put right', () => {
    const cancelled = { type: 'attempt.ended', outcome: 'problem', cause: 'cancelled' }
    expect(story(cancelled, connected({ authorisedAt: AT + 60 }))).toMatchObject({ turn: 'nobody', resolved: true })
    expect(story(cancelled, connected({ authorisedAt: AT - 60, provenAt: AT + 60 }))).toMatchObject({
      turn: 'customer',
      resolved: false,
    })
    const silent = { method: 'POST', route: '/api/connection/check', problem: 'xero-unavailable' }
    expect(story(silent, connected({ provenAt: AT + 60 }))).toMatchObject({ turn: 'nobody', resolved: true })
    expect(story(silent, connected({ provenAt: AT - 60 }))).toMatchObject({ turn: 'xero', resolved: false })
    expect(story({ type: 'attempt.ended', outcome: 'organisation' }, connected({})).resolved).toBe(true)
    for (const fields of [{ problem: 'internal' }, { type: 'webhook.undeliverable' }])
      expect(story(fields, connected({ authorisedAt: AT + 60, provenAt: AT + 60 }))).toMatchObject({ turn: 'us', resolved: false })
  })
})

describe('what was tried', () => {
  it.each([
    [{ type: 'attempt.ended' }, 'connect'],
    [{ method: 'GET', route: '/api/xero/callback' }, 'connect'],
    [{ method: 'POST', route: '/api/xero/claim' }, 'claim'],
    [{ type: 'claim.failed' }, 'claim'],
    [{ method: 'PUT', route: '/api/connection/organisation' }, 'choose'],
    [{ type: 'organisation.chosen' }, 'choose'],
    [{ method: 'POST', route: '/api/connection/check' }, 'check'],
    [{ type: 'connection.checked' }, 'check'],
    [{ method: 'DELETE', route: '/api/connection/organisations/:tenantId' }, 'disconnect'],
    [{ method: 'POST', route: '/api/connection/organisations/:tenantId/disconnect' }, 'disconnect'],
    [{ type: 'organisation.disconnected' }, 'disconnect'],
    [{ type: 'handover.revoked' }, 'hand-over'],
    [{ method: 'POST', route: '/api/help-connect/' }, 'hand-over'],
    [{ method: 'GET', route: '/start' }, 'open-link'],
    [{ method: 'POST', route: '/api/comments' }, 'comment'],
    [{ type: 'refresh.failed' }, 'upkeep'],
    [{ method: 'GET', route: '/*' }, 'other'],
    [{}, 'other'],
  ])('%o: %s', (fields, tried) => {
    expect(story(fields).tried).toBe(tried)
  })
})
