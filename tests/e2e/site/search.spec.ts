import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { SearchFile } from '../../../src/contract/pages.ts'
import { createSearch } from '../../../src/islands/search-index.ts'
import { SITE } from './pages.ts'

/** What worried people type, and the page that must be among the first three. */
const ENGLISH: Readonly<Record<string, string>> = {
  '2SA': '/connect/two-step/',
  mfa: '/connect/two-step/',
  'turn off two step': '/connect/two-step/',
  ato: '/connect/two-step/',
  'code not working': '/problems/code-refused/',
  'wrong code': '/problems/code-refused/',
  sms: '/problems/code-without-set-up/',
  'no text message received': '/problems/code-without-set-up/',
  'qr code': '/two-step/scan-barcode/',
  'cant scan': '/problems/barcode-does-not-scan/',
  'black screen': '/problems/camera-not-allowed/',
  'secret key': '/problems/key-not-accepted/',
  'same phone': '/two-step/where-the-app-is/',
  'no smartphone': '/two-step/authenticator-app/',
  'authy desktop': '/problems/authy-on-computer/',
  'lost phone': '/problems/lost-phone/',
  'new phone': '/new-phone/old-phone/',
  'locked out': '/problems/login-locked/',
  'forgot password': '/problems/password-refused/',
  'email not arriving': '/problems/backup-email-not-arriving/',
  'every day': '/problems/code-every-day/',
  'greyed out': '/problems/company-greyed-out/',
  'grayed out': '/problems/company-greyed-out/',
  'company missing': '/problems/company-missing/',
  'wrong company': '/problems/wrong-company-data/',
  'multiple organisations': '/connect/company/',
  'is this safe': '/connect/company/',
  'two xero accounts': '/problems/two-businesses-one-xero/',
  logout: '/problems/signed-in-as-someone-else/',
  'error 500': '/problems/xero-error-page/',
  'something went wrong': '/problems/xero-error-page/',
  'invalid redirect': '/problems/xero-invalid-redirect/',
  'blank page': '/problems/blank-page/',
  'white screen': '/problems/blank-page/',
  'popup blocked': '/problems/button-does-nothing/',
  certification: '/problems/app-limit-reached/',
  uncertified: '/problems/two-apps-limit/',
  'session expired': '/problems/session-lost/',
  'link expired': '/problems/link-expired/',
  'not syncing': '/problems/reconnect-required/',
  'left the company': '/problems/person-left/',
  'trial ended': '/problems/organisation-not-active/',
  'xero down': '/problems/xero-unavailable/',
}
const CHINESE: Readonly<Record<string, string>> = {
  验证码: '/problems/code-refused/',
  验证码错误: '/problems/code-refused/',
  短信: '/problems/code-without-set-up/',
  二维码: '/problems/barcode-does-not-scan/',
  扫码: '/two-step/add-to-verify/',
  手机丢了: '/problems/lost-phone/',
  换手机: '/problems/lost-phone/',
  忘记密码: '/problems/password-refused/',
  登陆不了: '/problems/password-refused/',
  被锁: '/problems/login-locked/',
  收不到邮件: '/problems/backup-email-not-arriving/',
  灰色: '/problems/company-greyed-out/',
  找不到公司: '/problems/company-missing/',
  选错公司: '/problems/wrong-company-data/',
  多个公司: '/connect/company/',
  安全吗: '/connect/company/',
  白屏: '/problems/blank-page/',
  点了没反应: '/problems/button-does-nothing/',
  弹窗: '/problems/button-does-nothing/',
  双重验证: '/connect/two-step/',
  税务局: '/connect/two-step/',
  链接失效: '/problems/link-expired/',
  同步: '/problems/reconnect-required/',
  演示公司: '/problems/demo-company-reset/',
}

/** @returns the words that do not find their page */
function findLost(locale: string, wanted: Readonly<Record<string, string>>): readonly string[] {
  const search = createSearch(JSON.parse(readFileSync(join(SITE, locale, 'search.json'), 'utf8')) as SearchFile)
  const prefix = locale === '' ? '' : `/${locale}`
  return Object.entries(wanted).flatMap(([query, address]) => {
    const first = search(query)
      .slice(0, 3)
      .map((found) => found.address)
    return first.includes(prefix + address) ? [] : [`${query} finds ${first.join(' ')}`]
  })
}

test.describe('the search finds the page that helps', () => {
  test('by the words of English readers', () => {
    expect(findLost('', ENGLISH)).toEqual([])
  })

  test('by the words of Chinese readers', () => {
    expect(findLost('zh-hans', CHINESE)).toEqual([])
  })
})
