import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EVENT_WORDS, eventWordsOf } from '../../src/contract/event-words.ts'
import { KNOWN_SCOPES } from '../../src/contract/scopes.ts'
import { WebhookType } from '../../src/contract/v1/webhooks.ts'
import { readContent } from '../../src/guide/content.ts'

const ROOM = 'functions/account'
/** Every type that the code writes to a timeline, by its name alone or in the words beside a webhook. */
const written = readdirSync(ROOM)
  .map((file) => readFileSync(join(ROOM, file), 'utf8'))
  .flatMap((source) => [...source.matchAll(/\btype: '([a-z]+\.[a-z-]+)'/g)].map(([, type]) => type ?? ''))
const types = [...new Set([...written, ...WebhookType.options])]

const { ui } = readContent()
const wordsIn = (locale: string) => Object.keys(ui.find(({ id }) => id === locale)?.words ?? {})

describe('the events of a timeline', () => {
  it('are told in words of their own, whatever type the code writes', () => {
    expect(types.length).toBeGreaterThan(15)
    expect(types.filter((type) => eventWordsOf({ type }) === 'other')).toEqual([])
  })

  it.each([
    [{ type: 'attempt.ended', outcome: 'connected' }, 'attempt-connected'],
    [{ type: 'attempt.ended', outcome: 'problem', cause: 'cancelled' }, 'attempt-cancelled'],
    [{ type: 'attempt.ended', outcome: 'problem', cause: 'scopes-missing' }, 'attempt-failed'],
    [{ type: 'attempt.begun', organisation: 'Acme' }, 'attempt-begun-for'],
    [{ type: 'organisation.lost', cause: 'disconnected-in-xero' }, 'organisation-lost-in-xero'],
    [{ type: 'organisation.lost', cause: 'access-removed' }, 'organisation-lost'],
    [{ type: 'organisation.disconnected', outcome: 'xero-not-told' }, 'organisation-disconnected-here'],
    [{ type: 'login.over', cause: 'expired' }, 'login-expired'],
    [{ type: 'connection.checked', cause: 'xero-unavailable' }, 'check-failed'],
    [{ type: 'connection.connected', organisation: 'Acme' }, 'told-connected'],
    [{ type: 'connection.organisation-chosen' }, undefined],
    [{ type: 'connection.repaired' }, undefined],
    [{ type: 'connection.disconnected' }, undefined],
    [{ type: 'of.tomorrow' }, 'other'],
    [{ type: 'constructor' }, 'other'],
  ])('%j is told as %s', (event, words) => expect(eventWordsOf(event)).toBe(words))

  it.each(['en', 'zh-hans'])('have their words in %s', (locale) => {
    expect(EVENT_WORDS.filter((words) => !wordsIn(locale).includes(`event.${words}`))).toEqual([])
    expect(KNOWN_SCOPES.filter(({ id }) => !wordsIn(locale).includes(`may.${id}`))).toEqual([])
  })
})
