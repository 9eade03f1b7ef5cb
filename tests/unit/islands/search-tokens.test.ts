import { describe, expect, it } from 'vitest'
import { createWriting, readIgnored, stemOf, tokensOf, withoutIgnored, wordsOf } from '../../../src/islands/search-tokens.ts'

describe('tokens', () => {
  it('are words, and pairs of Chinese characters', () => {
    expect(tokensOf('Xero 验证码 2FA', { isIndexed: false })).toEqual(['xero', '验证', '证码', '2fa'])
    expect(tokensOf('验证码', { isIndexed: true })).toEqual(['验证', '证码', '码'])
  })

  it.each(['can’t', "can't", 'CANT'])('take %s as it is typed in a hurry', (text) => {
    expect(tokensOf(text, { isIndexed: false })).toEqual(['cant'])
  })
})

describe('the words of a phrase', () => {
  it.each(['not accepted', 'isn’t accepted', 'wasnt accepted', 'never accepted', 'does not accept', 'cannot accept'])(
    'say no in one way: %s',
    (text) => {
      expect(wordsOf(text)).toEqual(['not', 'accept'])
    },
  )
})

describe('the writing', () => {
  it('is ours, whatever a reader’s', () => {
    expect(createWriting('碼码驗验')('驗證碼 ＱＲ')).toBe('验證码 QR')
  })
})

describe('the stem of a word', () => {
  it.each([
    ['connect', 'connects', 'connected', 'connecting', 'connection', 'connections'],
    ['code', 'codes'],
    ['expire', 'expires', 'expired', 'expiring'],
    ['organisation', 'organization', 'organisations', 'organizations'],
    ['cancel', 'cancelled', 'canceled', 'cancelling'],
    ['company', 'companies'],
    ['press', 'presses', 'pressed', 'pressing'],
    ['install', 'installed', 'installs'],
    ['stop', 'stopped', 'stopping'],
    ['setting', 'settings'],
    ['notify', 'notifies', 'notified'],
  ])('is the same for %s and its forms', (...forms) => {
    expect(new Set(forms.map(stemOf)).size).toBe(1)
  })

  it('is not “set” for settings', () => {
    expect(stemOf('settings')).not.toBe(stemOf('set'))
  })

  it.each(['2sa', 'mfa', 'xero', 'status', 'this', 'need', '验证码'])('leaves %s as it is', (word) => {
    expect(stemOf(word)).toBe(word)
  })
})

describe('words that say nothing', () => {
  const ignored = readIgnored(['it', 'its', 'says', 'doesn’t', '怎么', '怎么办', '的'])

  it.each([
    ['It says CODE', 'code'],
    ['it doesn’t scan', 'scan'],
    ['it', ''],
    ['its scans', 'scans'],
    ['我的验证码怎么办', '我 验证码'],
  ])('are taken out of %s', (text, left) => {
    expect(withoutIgnored(text, ignored)).toBe(left)
  })
})
