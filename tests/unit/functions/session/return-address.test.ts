import { describe, expect, it } from 'vitest'
import { isReturnAddress, withConnectionState, withGoto } from '../../../../functions/session/return-address.ts'

const HOST = 'https://mistable.example'

describe('the way to a fresh link', () => {
  it('has the page that it should open beside what was there', () => {
    expect(withGoto(`${HOST}/xero?tab=1&goto=/old#top`, '/zh-hans/connect/log-in/?a=1&b=2')).toBe(
      `${HOST}/xero?tab=1&goto=%2Fzh-hans%2Fconnect%2Flog-in%2F%3Fa%3D1%26b%3D2#top`,
    )
  })
})

describe('the way back', () => {
  it.each([
    ['', '?xero=connected'],
    ['/', '/?xero=connected'],
    ['/billing', '/billing?xero=connected'],
    ['/billing?', '/billing?xero=connected'],
    ['/billing?#', '/billing?xero=connected#'],
    ['/billing?tab=xero', '/billing?tab=xero&xero=connected'],
    ['/billing?tab=xero#top', '/billing?tab=xero&xero=connected#top'],
    ['/billing#?xero=1', '/billing?xero=connected#?xero=1'],
    ['/billing#a#b?c', '/billing?xero=connected#a#b?c'],
    ['/billing?a=1&', '/billing?a=1&xero=connected'],
    ['/billing?&&a', '/billing?&&a&xero=connected'],
    ['/billing?a', '/billing?a&xero=connected'],
    ['/billing?a=', '/billing?a=&xero=connected'],
    ['/billing?a=1+2&b=%20&c=%2B', '/billing?a=1+2&b=%20&c=%2B&xero=connected'],
    ['/billing?q=%e2%9c%93&r=%E2%9C%93', '/billing?q=%e2%9c%93&r=%E2%9C%93&xero=connected'],
    ['/billing?bad=%zz&half=%', '/billing?bad=%zz&half=%&xero=connected'],
    ['/billing?a=1;xero=2', '/billing?a=1;xero=2&xero=connected'],
    ["/billing?f[]=1&g='x'&h=(a)*~!", "/billing?f[]=1&g='x'&h=(a)*~!&xero=connected"],
    ['/billing?next=/a?b=c', '/billing?next=/a?b=c&xero=connected'],
    ['/billing?xero', '/billing?xero=connected'],
    ['/billing?xero=', '/billing?xero=connected'],
    ['/billing?a=1&xero=old&b=2', '/billing?a=1&xero=connected&b=2'],
    ['/billing?xero=1&a=+&xero=2', '/billing?xero=connected&a=+'],
    ['/billing?xero=1=2&a', '/billing?xero=connected&a'],
    ['/billing?%78ero=1&x%65ro=2&a', '/billing?xero=connected&a'],
    ['/billing?Xero=1&xeros=2&%20xero=3', '/billing?Xero=1&xeros=2&%20xero=3&xero=connected'],
    ['/billing??xero=1', '/billing??xero=1&xero=connected'],
    ['/billing?a&?xero=1', '/billing?a&?xero=1&xero=connected'],
    ['/a/../b//c/%2e%2e/?x', '/a/../b//c/%2e%2e/?x&xero=connected'],
    ['/账单?名=值#锚', '/%E8%B4%A6%E5%8D%95?%E5%90%8D=%E5%80%BC&xero=connected#%E9%94%9A'],
    ['/café?emoji=😀+%F0%9F%98%80', '/caf%C3%A9?emoji=%F0%9F%98%80+%F0%9F%98%80&xero=connected'],
    ['/?half=\ud83d', '/?half=%EF%BF%BD&xero=connected'],
  ])('of %s is %s', (address, expected) => {
    expect(withConnectionState(HOST + address, 'connected')).toBe(HOST + expected)
    expect(new URL(withConnectionState(HOST + address, 'connected')).searchParams.getAll('xero')).toEqual(['connected'])
  })
})

describe('an address to return to', () => {
  it.each(['/', '', '/billing?tab=xero#top', '/账单', '/?a=%00'])('may be %s', (path) => {
    expect(isReturnAddress(HOST + path, [HOST])).toBe(true)
  })

  it.each([
    `blob:${HOST}/6d2b`,
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    `view-source:${HOST}/`,
    `filesystem:${HOST}/temporary/`,
    'ftp://mistable.example/',
    'http://mistable.example/',
    'https://mistable.example:444/',
    'https://evil.example/',
    'https://mistable.example.evil.example/',
    'https://someone@mistable.example/',
    'https://:pass@mistable.example/',
    'https:mistable.example/',
    'https:/mistable.example/',
    'https:\\\\mistable.example\\',
    `${HOST}\\@evil.example/`,
    ` ${HOST}/`,
    `${HOST}/a b`,
    `${HOST}/\n`,
    `${HOST}/\r\nSet-Cookie: a=b`,
    `ht\ttps://mistable.example/`,
    `${HOST}/\u0000`,
    '//mistable.example/',
    '/billing',
    '',
  ])('is not %j', (address) => {
    expect(isReturnAddress(address, [HOST])).toBe(false)
  })
})
