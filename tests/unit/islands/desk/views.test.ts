import { describe, expect, it } from 'vitest'
import { hashOf, queryOf, readView, type View } from '../../../../src/islands/desk/views.ts'

const VIEWS: readonly (readonly [string, View])[] = [
  ['#/home', { at: 'home' }],
  ['#/found', { at: 'found' }],
  ['#/signals', { at: 'signals' }],
  ['#/code/7KQ2-M4XP', { at: 'code', code: '7KQ2-M4XP' }],
  ['#/account/riverbank_2.a', { at: 'account', account: 'riverbank_2.a' }],
  ['#/card/code-refused', { at: 'card', id: 'code-refused' }],
  ['#/card/connect/log-in', { at: 'card', id: 'connect/log-in' }],
  ['#/stuck?days=30', { at: 'stuck', days: 30 }],
  ['#/fleet', { at: 'fleet', filter: {} }],
  ['#/fleet?state=connected&updatedSince=7', { at: 'fleet', filter: { state: 'connected', updatedSince: '7' } }],
  ['#/comments', { at: 'comments', all: false }],
  ['#/comments?all=true', { at: 'comments', all: true }],
  ['#/comments?all=true&after=50', { at: 'comments', all: true, after: 50 }],
  ['#/audit', { at: 'audit' }],
  ['#/audit/riverbank', { at: 'audit', account: 'riverbank' }],
]

describe('the address of a view', () => {
  for (const [hash, view] of VIEWS) {
    it(`${hash} leads there, and is made from it`, () => {
      expect(readView(hash)).toEqual(view)
      expect(hashOf(view)).toBe(hash)
    })
  }

  it('leads to the first view where it names none', () => {
    for (const hash of ['', '#', '#/', '#/nowhere', '#/account/', '#/card', '#/constructor'])
      expect(readView(hash)).toEqual({ at: 'home' })
  })

  it('survives an address that was cut', () => {
    expect(readView('#/account/a%E2')).toEqual({ at: 'account', account: 'a%E2' })
    expect(readView('#/stuck?days=many')).toEqual({ at: 'stuck', days: 7 })
    expect(readView('#/comments?after=many')).toEqual({ at: 'comments', all: false })
  })

  it('takes nothing into the filter that is no filter', () => {
    expect(readView('#/fleet?state=connected&name=Olivia')).toEqual({ at: 'fleet', filter: { state: 'connected' } })
  })
})

describe('a query', () => {
  it('has what is given, and nothing for nothing', () => {
    expect(queryOf({ state: 'connected', after: undefined, reason: '' })).toBe('?state=connected')
    expect(queryOf({ state: undefined })).toBe('')
  })
})
