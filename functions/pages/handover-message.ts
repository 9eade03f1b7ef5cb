/** The message to a helper, in each language: the asker copies it, miBilling sends it, or we do. Plain text. */
import type { Locale } from '../../src/contract/languages.ts'
import { dayOf } from './when.ts'

export interface HandoverFacts {
  readonly url: string
  /** Of the account, as its people know it. */
  readonly account: string
  /** The person who asks. */
  readonly user?: string | undefined
  /** The organisation that is to be reconnected. */
  readonly organisation?: string | undefined
  /** Unix seconds. */
  readonly until: number
}

interface Words {
  readonly subject: (facts: HandoverFacts) => string
  readonly lines: (facts: HandoverFacts & { readonly day: string; readonly origin: string }) => readonly string[]
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    subject: ({ account }) => `Please connect Xero for ${account}`,
    lines: ({ url, account, user, organisation, day, origin }) => [
      'Hello,',
      `${user === undefined ? '' : `${user} from `}${account} asks you to connect ${organisation === undefined ? 'its Xero organisation' : `the Xero organisation ${organisation}`} to miBilling, the billing product of miStable.`,
      'You need your own Xero login with the role Standard or Adviser, and about five minutes. You don’t need a miStable login.',
      url,
      `Opening the link changes nothing: the page shows first what will be connected. You can undo it later without a login. It works once, until ${day}.`,
      `First check that the address begins with ${origin}/. Enter your Xero password only on Xero’s own pages, and never send it to anyone.`,
    ],
  },
  'zh-hans': {
    subject: ({ account }) => `请为 ${account} 连接 Xero`,
    lines: ({ url, account, user, organisation, day, origin }) => [
      '您好！',
      `${account}${user === undefined ? '' : `的 ${user} `}请您把${organisation === undefined ? '其 Xero 公司' : ` Xero 公司 ${organisation} `}连接到 miStable 的账单产品 miBilling。`,
      '您需要自己的 Xero 登录账号，角色为 Standard（标准）或 Adviser（顾问），大约五分钟。您不需要 miStable 登录账号。',
      url,
      `打开链接不会改变任何内容：页面会先显示将要连接什么。之后您无需登录即可撤销。链接只能用一次，有效期至 ${day}。`,
      `点击任何按钮之前，请确认地址以 ${origin}/ 开头。只在 Xero 自己的页面上输入您的 Xero 密码，切勿发给任何人。`,
    ],
  },
}

export const handoverSubject = (locale: Locale, facts: HandoverFacts): string => WORDS[locale].subject(facts)

export function handoverMessage(locale: Locale, facts: HandoverFacts): string {
  const day = dayOf(facts.until, locale)
  return WORDS[locale].lines({ ...facts, day, origin: new URL(facts.url).origin }).join('\n\n')
}
