import { describe, expect, it } from 'vitest'
import { tidyLine, tidyText } from '../../../../functions/feedback/plain-text.ts'

const code = (...points: number[]): string => String.fromCodePoint(...points)

describe('words of which nothing can be seen are none', () => {
  it.each([
    ['spaces of every width', code(0x20, 0xa0, 0x2003, 0x3000)],
    ['zero-width spaces and joiners', code(0x200b, 0x200c, 0x200d, 0x2060, 0xfeff)],
    ['control characters', code(0x00, 0x07, 0x1b, 0x7f, 0x9f)],
    ['turns of direction', code(0x200e, 0x202e, 0x2066, 0x2069, 0x061c)],
    ['soft hyphens', code(0xad, 0xad)],
    ['variation selectors', code(0xfe0f, 0xfe00, 0xe0100)],
    ['Mongolian selectors and separators', code(0x180b, 0x180e, 0x180f)],
    ['Hangul fillers', code(0x115f, 0x1160, 0x3164, 0xffa0)],
    ['the blank of braille', code(0x2800, 0x2800)],
    ['joiners that only combine', code(0x034f, 0x17b4, 0x17b5)],
    ['tags', code(0xe0001, 0xe0041, 0xe007f)],
    ['fillers of other scripts', code(0x16fe4, 0x1d159)],
    ['all of it, over several lines', code(0x200b, 0x0a, 0x3164, 0x0a, 0x2800)],
  ])('%s', (_, text) => {
    expect(tidyLine(text)).toBe('')
    expect(tidyText(text)).toBe('')
  })
})

describe('words stay as they are', () => {
  it.each([
    ['of one character', 'B'],
    ['in Korean', '한글'],
    ['in Mongolian, with a separator inside', code(0x182d, 0x180e, 0x1820)],
    ['in Persian, with a joiner inside', `می${code(0x200c)}خواهم`],
    ['that are an emoji of several', code(0x1f468, 0x200d, 0x1f469, 0x200d, 0x1f467)],
    ['in braille, blank between', code(0x2813, 0x2800, 0x2811)],
    ['that are a sign alone', '👍️'],
  ])('%s', (_, text) => {
    expect(tidyLine(text)).toBe(text)
    expect(tidyText(text)).toBe(text)
  })
})
