import { describe, expect, it } from 'vitest'
import type { Connection } from '../../../../client/client.ts'
import { standingOf } from '../../../fakes/mistable/standing.ts'

const organisation = { tenantId: '3b5b9952-ae30-4dbb-8802-a5dbea356697', name: 'Riverbank Plumbing Pty Ltd', addedAt: 1 }
const authorisedBy = { name: 'Olivia Owner', email: 'olivia@riverbank.example.com' }
const connection = (more: Partial<Connection>): Connection => ({
  account: 'riverbank',
  state: 'connected',
  organisation,
  organisations: [organisation],
  authorisedBy,
  ...more,
})
const dead = (reason: NonNullable<Connection['reason']>) => standingOf(connection({ state: 'reconnect-required', reason }))
const blocking = { code: 'approval-not-allowed', blocks: true } as const

describe('how a connection stands, for the dashboard', () => {
  it('is good only when Xero said that it is ready', () => {
    const tones = (['ready', 'attention', 'blocked', 'unknown'] as const).map((state) => {
      const findings = state === 'blocked' ? [blocking] : []
      return [state, standingOf(connection({ readiness: { state, findings } })).tone]
    })
    expect(Object.fromEntries(tones)).toEqual({ ready: 'good', attention: 'plain', blocked: 'bad', unknown: 'plain' })
    expect(standingOf(connection({})).tone).toBe('plain')
  })

  it('calls nothing ready that is not known to be', () => {
    for (const state of ['attention', 'blocked', 'unknown'] as const)
      expect(standingOf(connection({ readiness: { state, findings: [] } })).words).not.toMatch(/^Ready/)
    expect(standingOf(connection({ readiness: { state: 'ready', findings: [] } })).words).toMatch(/^Ready to bill/)
  })

  it('warns of a dead connection, and of no other state without an organisation in use', () => {
    expect(dead('expired').tone).toBe('bad')
    for (const state of ['not-connected', 'choose-organisation'] as const)
      expect(standingOf({ account: 'riverbank', state, organisations: [] }).tone).toBe('plain')
  })

  it.each(['expired', 'revoked', 'disconnected-in-xero', 'organisation-unavailable', 'scopes-changed'] as const)(
    'names the person who can mend it after %s',
    (reason) => expect(dead(reason)).toMatchObject({ words: expect.stringContaining('Olivia Owner'), asksAnother: false }),
  )

  it('sends nobody back to a person who has lost access, but asks for another', () => {
    expect(dead('access-removed').asksAnother).toBe(true)
    expect(dead('access-removed').words).not.toContain('Olivia Owner can')
  })

  it('has a page of the guide for each state', () => {
    const gotoOf = (state: Connection['state']) => standingOf(connection({ state })).goto
    expect((['not-connected', 'choose-organisation', 'reconnect-required', 'connected'] as const).map(gotoOf)).toEqual([
      '/',
      '/connect/organisation/',
      '/connection/',
      '/connection/',
    ])
  })
})
