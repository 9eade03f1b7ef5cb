import { expect, it } from 'vitest'
import { createShortcutSetting } from '../../../src/store/shortcut-setting.ts'

function createStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

it('is on until it is turned off, and on again after that', () => {
  const storage = createStorage()
  const setting = createShortcutSetting(storage)
  expect(setting.read()).toBe(true)
  setting.write(false)
  expect(createShortcutSetting(storage).read()).toBe(false)
  setting.write(true)
  expect(setting.read()).toBe(true)
})

it('stays on where the browser keeps nothing', () => {
  const full = () => {
    throw new Error('full')
  }
  const setting = createShortcutSetting({ getItem: () => null, setItem: full, removeItem: full })
  setting.write(false)
  expect(setting.read()).toBe(true)
})
