import { expect, it } from 'vitest'
import { takeOffer } from '../../../src/store/language-offer.ts'

function createStorage() {
  const kept = new Map<string, string>()
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
}

it.each<[readonly string[], string, string | undefined]>([
  [['zh-CN', 'en'], 'en', 'zh-hans'],
  [['zh'], 'en', 'zh-hans'],
  [['en-AU', 'zh-CN'], 'en', undefined],
  [['zh-TW'], 'en', undefined],
  [['fr'], 'en', undefined],
  [[], 'en', undefined],
  [['not a tag'], 'en', undefined],
  [['zh-CN'], 'zh-hans', undefined],
  [['en'], 'zh-hans', undefined],
])('a browser that asks for %j on a page in %s is offered %s', (wanted, shown, offered) => {
  expect(takeOffer(createStorage(), wanted, shown)).toBe(offered)
})

it('is made once', () => {
  const storage = createStorage()
  expect(takeOffer(storage, ['zh-CN'], 'en')).toBe('zh-hans')
  expect(takeOffer(storage, ['zh-CN'], 'en')).toBeUndefined()
})

it('is not made where the browser keeps nothing, which would make it on every page', () => {
  const full = () => {
    throw new Error('full')
  }
  expect(takeOffer({ getItem: () => null, setItem: full }, ['zh-CN'], 'en')).toBeUndefined()
})
