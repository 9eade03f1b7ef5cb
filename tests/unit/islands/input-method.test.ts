import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isForInputMethod } from '../../../src/islands/input-method.ts'

describe('a key', () => {
  it.each([
    ['while the browser says that it composes', { isComposing: true, keyCode: 13 }, true],
    ['as Safari tells of the Enter that ends a composition', { isComposing: false, keyCode: 229 }, true],
    ['by itself', { isComposing: false, keyCode: 13 }, false],
  ])('%s: for an input method %s', (_, event, expected) => {
    expect(isForInputMethod(event)).toBe(expected)
  })
})

it('every script that listens for keys asks whether they are for an input method', () => {
  const scripts = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(astro|tsx?)$/.test(file))
    .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }))
  const listening = scripts.filter(({ text }) => /\bkey(?:down|up|press)\b|\bonKey(?:Down|Up|Press)\b/i.test(text))
  expect(listening.length).toBeGreaterThan(1)
  expect(listening.filter(({ text }) => !text.includes('isForInputMethod(')).map(({ file }) => file)).toEqual([])
})
