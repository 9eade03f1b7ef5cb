import { describe, expect, it } from 'vitest'
import { storyOf } from '../../../../src/contract/code-story.ts'
import type { DeskCode } from '../../../../src/contract/desk.ts'
import { readDeskCards } from '../../../../src/guide/desk-cards.ts'
import { resultOf } from '../../../../src/islands/desk/act-words.ts'
import { outcomeOf, whatOf } from '../../../../src/islands/desk/audit-words.ts'
import { cardIdOf } from '../../../../src/islands/desk/cards.ts'
import { detailsOf, eventText, signOf } from '../../../../src/islands/desk/event-text.ts'
import { shareOf } from '../../../../src/islands/desk/fleet-alarm.ts'
import { headlineOf, triedAt, whoseTurn } from '../../../../src/islands/desk/story-words.ts'
import { distanceOf, momentOf, momentWithin } from '../../../../src/islands/desk/when.ts'

const file = readDeskCards()
/** 27 November 2026, 9:42 am in Sydney. */
const NOW = 1_795_732_920
const DAY = 86_400

describe('a moment', () => {
  it('is Sydney’s, and near days have names', () => {
    expect(momentOf(NOW, NOW)).toMatch(/^Today, 9:42\sam$/)
    expect(momentOf(NOW - DAY, NOW)).toMatch(/^Yesterday, /)
    expect(momentOf(NOW + DAY, NOW)).toMatch(/^Tomorrow, /)
    expect(momentOf(NOW - 9 * DAY, NOW)).toMatch(/^18 Nov 2026, /)
    expect(momentWithin(NOW, NOW)).toMatch(/^today, /)
  })

  it('is so long ago, or so far away', () => {
    const cases = [
      [0, 'just now'],
      [-59, 'just now'],
      [-720, '12 minutes ago'],
      [-7300, '2 hours ago'],
      [3 * DAY, 'in 3 days'],
    ] as const
    for (const [apart, words] of cases) expect(distanceOf(NOW + apart, NOW)).toBe(words)
  })
})

describe('a story', () => {
  const tell = (fields: DeskCode['fields'], more: Partial<DeskCode> = {}) => {
    const code: DeskCode = { account: 'a', at: NOW, fields, ...more }
    const story = storyOf(code)
    return [headlineOf(file, code, story), triedAt(file, story), whoseTurn(story).who]
  }

  it('has a headline, what was tried at which step, and whose turn it is', () => {
    const cancelled = { type: 'attempt.ended', outcome: 'problem', cause: 'cancelled', step: 'connect/log-in' }
    expect(tell(cancelled)).toEqual([
      'The connection was cancelled in Xero',
      'Connecting to Xero, at “Log in to your Xero account”',
      'The customer can fix this.',
    ])
    expect(tell({ method: 'GET', route: '/api/xero/callback', problem: 'xero-unavailable' })[2]).toBe('It’s Xero’s turn.')
    expect(tell({ method: 'POST', route: '/api/comments', problem: 'internal' })).toEqual([
      'Something went wrong on our side',
      'Writing a comment',
      'It’s our turn.',
    ])
    expect(tell({ type: 'organisation.chosen', organisation: 'Acme' })[0]).toBe('Acme chosen')
  })

  it('says when it was put right since', () => {
    const connection = { account: 'a', state: 'connected', organisations: [], authorisedAt: NOW + 9 } as const
    expect(tell({ type: 'attempt.ended', outcome: 'problem', cause: 'cancelled' }, { connection })[2]).toBe('Put right since.')
  })
})

describe('an event', () => {
  it('is told as on the customer’s own page, with its organisation', () => {
    expect(eventText(file, { type: 'organisation.chosen', organisation: '$& Pty Ltd' })).toBe('$& Pty Ltd chosen')
    expect(eventText(file, { type: 'connection.repaired' })).toBeUndefined()
    expect(eventText(file, { type: 'moon.landed' })).toBe('Something else happened: moon.landed')
  })

  it('has a sign beside its words', () => {
    expect(signOf({ type: 'organisation.chosen' })).toBe('is-proved')
    expect(signOf({ type: 'attempt.ended', outcome: 'problem', cause: 'cancelled' })).toBe('is-amber')
    expect(signOf({ type: 'attempt.begun' })).toBe('')
  })

  it('says who, where, and why only where its words leave that open', () => {
    const details = (event: object) => detailsOf({ id: 1, at: 1, type: 'attempt.ended', ...event }, (step) => `<${step}>`)
    expect(details({ by: { person: 'Nora' }, step: 'start', outcome: 'problem', cause: 'cancelled' })).toBe('Nora · at “<start>”')
    expect(details({ outcome: 'problem', cause: 'scopes-missing' })).toBe('Xero did not grant everything miBilling needs')
    expect(details({ type: 'connection.reconnect-required', cause: 'expired', by: { key: 'ab12' } })).toBe(
      'a program with the key ab12 · Expired after 60 days',
    )
  })
})

describe('the audit trail', () => {
  it('is told in words', () => {
    expect(whatOf({ what: 'search', subject: '7KQ2-M4XP' })).toBe('Searched: 7KQ2-M4XP')
    expect(whatOf({ what: 'disconnect', subject: null })).toBe('Disconnect from Xero')
    const ends = [
      ['search', 'no-code', 'an unknown code'],
      ['search', '2', '2 accounts found'],
      ['erase', 'forbidden-scope', 'not done: This service key may not do that'],
    ] as const
    for (const [what, outcome, words] of ends) expect(outcomeOf({ what, outcome, at: NOW }, NOW)).toBe(words)
    expect(outcomeOf({ what: 'audit', outcome: 'begun', at: NOW }, NOW + 1)).toBe('under way')
    expect(outcomeOf({ what: 'erase', outcome: 'begun', at: NOW }, NOW + 100)).toBe('begun, and never ended')
  })
})

describe('an act', () => {
  it('says what came of it', () => {
    expect(resultOf('disconnect', { told: false }, NOW)).toContain('Xero couldn’t be told')
    expect(resultOf('redeliver', { count: 1 }, NOW)).toBe('1 message is sent again.')
    expect(resultOf('link', { url: 'https://x', expiresAt: NOW + 600 }, NOW)).toMatch(/It ends today, 9:52\sam\.$/)
  })
})

describe('the alarm', () => {
  it('comes at 80 %', () => {
    expect(shareOf({ used: 799, limit: 1000 })).toEqual({ percent: 79, isNear: false })
    expect(shareOf({ used: 800, limit: 1000 })).toEqual({ percent: 80, isNear: true })
    expect(shareOf({ used: 5, limit: 0 })).toEqual({ percent: 100, isNear: true })
  })
})

describe('the answer for an account', () => {
  const connection = { account: 'a', organisations: [] }
  it('goes by how it stands', () => {
    expect(cardIdOf({ connection: { ...connection, state: 'connected' } })).toBeUndefined()
    expect(cardIdOf({ connection: { ...connection, state: 'reconnect-required' } })).toBe('reconnect-required')
    expect(cardIdOf({ connection: { ...connection, state: 'connected' }, trouble: { cause: 'xero-unavailable', since: 1 } })).toBe(
      'xero-unavailable',
    )
    const readiness = { state: 'blocked', findings: [{ code: 'dates-locked', blocks: true }] } as const
    expect(cardIdOf({ connection: { ...connection, state: 'connected', readiness } })).toBe('dates-locked')
  })
})
