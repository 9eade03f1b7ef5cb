import { describe, expect, it } from 'vitest'
import { fill } from '../filled.ts'
import { ORIGIN } from '../people.ts'

const PAGE = '/problems/cancelled/'
const CODE = '7KQ2-M4XP'
const NONE = { SUPPORT_URL: '', SUPPORT_EMAIL: '', SUPPORT_PHONE: '', SUPPORT_HOURS: '' }
const TEMPLATE =
  '{{^support}}none{{/support}}{{#support}}{{{url}}}|{{{email}}}|{{phone.shown}}|{{phone.dialled}}|{{hours}}|{{{page}}}|{{{step}}}{{/support}}'

const shown = async (settings: object, { query = `?ref=${CODE}`, from = '' } = {}): Promise<string[]> =>
  (await fill(PAGE + query, TEMPLATE, { from, settings: { ...NONE, ...settings } })).split('|')

describe('the way to support on a problem page', () => {
  it('is shown for no setting alone, and for hours alone', async () => {
    expect(await shown({})).toEqual(['none'])
    expect(await shown({ SUPPORT_HOURS: 'Monday to Friday' })).toEqual(['none'])
  })

  it('shows each way that is set, and only those', async () => {
    expect(await shown({ SUPPORT_EMAIL: 'help@mistable.example' })).toEqual(['', 'help@mistable.example', '', '', '', PAGE, ''])
    expect((await shown({ SUPPORT_PHONE: '+61 (2) 5550-0000', SUPPORT_HOURS: '9 to 5' })).slice(2, 5)).toEqual([
      '+61 (2) 5550-0000',
      '+61255500000',
      '9 to 5',
    ])
  })

  it('carries the support code, the page and the step, beside what the address had', async () => {
    const from = `${ORIGIN}/connect/log-in/?private=words`
    const [address = ''] = await shown({ SUPPORT_URL: 'https://mistable.example/ask?topic=xero' }, { from })
    expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
      topic: 'xero',
      code: CODE,
      page: PAGE,
      step: '/connect/log-in/',
    })
  })

  it.each(['https://elsewhere.example/connect/log-in/', ORIGIN + PAGE, `${ORIGIN}/connect/@someone/`, 'nonsense'])(
    'takes no step from %s',
    async (from) => {
      expect((await shown({ SUPPORT_EMAIL: 'help@mistable.example' }, { from })).at(-1)).toBe('')
    },
  )

  it('carries no code that is none of ours', async () => {
    const [address = ''] = await shown({ SUPPORT_URL: 'https://mistable.example/ask' }, { query: '?ref=<script>' })
    expect(new URL(address).searchParams.has('code')).toBe(false)
  })
})
