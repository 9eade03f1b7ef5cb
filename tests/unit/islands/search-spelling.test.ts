import { describe, expect, it } from 'vitest'
import { countSlips, createSpelling } from '../../../src/islands/search-spelling.ts'

const correct = createSpelling([
  'My organisation isn’t listed: the invitation expired.',
  'invoice, invoice, invoices',
  'authenticator',
  'code',
])

describe('the spelling', () => {
  it.each([
    ['exipred', 'expired'],
    ['authentcator', 'authenticator'],
    ['orgnaistion', 'organisation'],
    ['invoce', 'invoice'],
    ['xpired', 'expired'],
  ])('takes %s for %s', (written, meant) => {
    expect(correct(written)).toBe(meant)
  })

  it.each([
    ['known', 'invoices'],
    ['half typed', 'authen'],
    ['too short', 'cope'],
    ['too strange', 'zebra'],
  ])('leaves a word that is %s', (_, word) => {
    expect(correct(word)).toBe(word)
  })
})

it.each([
  ['code', 'code', 0],
  ['cdoe', 'code', 1],
  ['coode', 'code', 1],
  ['cde', 'code', 1],
  ['cope', 'code', 1],
  ['', 'code', 4],
])('from %j to %j are so many slips', (written, meant, slips) => {
  expect(countSlips(written, meant)).toBe(slips)
})
