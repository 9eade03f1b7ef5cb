import { describe, expect, it } from 'vitest'
import type { CardWords } from '../../../../src/contract/desk-cards.ts'
import { readDeskCards } from '../../../../src/guide/desk-cards.ts'
import { customerOf, writeMessage } from '../../../../src/islands/desk/message.ts'

const { message } = readDeskCards()
const origin = 'https://guide.example'
const card: CardWords = { title: 'T', note: 'N', meaning: 'M', answer: 'A', todo: ['One.', 'Two.'], address: '/problems/a/' }
const customer = { person: 'Theo Tran', account: 'Acme', organisation: 'Acme Pty Ltd', code: '7KQ2-M4XP' }

describe('the message to a customer', () => {
  it('greets, says what it is about and what to do, and ends with the short address', () => {
    const text = writeMessage({ card, words: message.en, locale: 'en', customer, origin })
    expect(text.split('\n\n')[0]).toBe('Hi Theo,')
    expect(text).toContain('Acme and its connection to Acme Pty Ltd')
    expect(text).toContain('\n\nA\n\n1. One.\n2. Two.\n\n')
    expect(text).toContain(':\nhttps://guide.example/problems/a/\n')
    expect(text).toContain('7KQ2-M4XP')
    expect(text).not.toMatch(/[{}]|undefined/)
  })

  it('puts nobody’s name into an address', () => {
    const text = writeMessage({ card, words: message.en, locale: 'en', customer, origin })
    const addresses = text.match(/https?:\S+/g) ?? []
    expect(addresses).toHaveLength(1)
    for (const word of ['Theo', 'Tran', 'Acme', '7KQ2']) expect(addresses.join()).not.toContain(word)
  })

  it('leaves out what is not known', () => {
    const text = writeMessage({ card: { ...card, todo: [] }, words: message.en, locale: 'en', customer: {}, origin })
    expect(text.startsWith(message.en['hello-nameless'])).toBe(true)
    expect(text).not.toMatch(/[{}]|undefined|support code|\n\n\n/)
  })

  it('says what a step is for, which has no short answer', () => {
    const { answer: _, meaning: __, ...step } = card
    expect(writeMessage({ card: step, words: message.en, locale: 'en', customer, origin })).toContain('\n\nN\n\n')
  })

  it('leads by a link that was made, in place of the page’s address', () => {
    const text = writeMessage({
      card,
      words: message.en,
      locale: 'en',
      customer,
      origin,
      link: 'https://guide.example/start?token=x',
    })
    expect(text).toContain('/start?token=x')
    expect(text).not.toContain('/problems/a/')
  })

  it('calls people in Chinese by their whole name, and does not take a name for a pattern', () => {
    const said = (person: string) =>
      writeMessage({ card, words: message['zh-hans'], locale: 'zh-hans', customer: { person }, origin })
    expect(said('王 小明')).toContain('王 小明')
    expect(said('$& $1')).toContain('$& $1')
  })

  it('knows the person who did something last, of those who are known', () => {
    const events = [
      { id: 3, at: 3, type: 'x' },
      { id: 2, at: 2, type: 'x', by: { person: 'Nora' } },
      { id: 1, at: 1, type: 'x', by: { person: 'Olga' } },
    ]
    const connection = { account: 'a', state: 'not-connected', organisations: [] } as const
    expect(customerOf({ connection, name: 'Acme', timeline: { events } })).toEqual({
      person: 'Nora',
      account: 'Acme',
      organisation: undefined,
    })
  })
})
