import { describe, expect, it } from 'vitest'
import { basisOf } from '../../../src/guide/basis.ts'
import type { Source } from '../../../src/schema/text.ts'

const WORDS: Readonly<Record<string, string>> = {
  'step.checked.xero': 'Seen on {day}.',
  'step.checked.xero-documentation': 'Read on {day}.',
  'step.checked.edition': 'As in {year}.',
  'step.checked.both': '{basis} {doubt}',
  'step.confidence.documented': 'Not compared.',
  'step.confidence.inferred': 'A guess.',
}
const t = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  (WORDS[key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]))

describe('what a page rests on', () => {
  it.each<[string, Partial<Source>, string]>([
    ['a screen that somebody saw', { against: 'xero', confidence: 'observed' }, 'Seen on 22 Nov 2026.'],
    ['documentation', { confidence: 'documented' }, 'Read on 22 Nov 2026. Not compared.'],
    ['an old copy', { edition: 2022, confidence: 'documented' }, 'As in 2022. Not compared.'],
    ['a conclusion', { edition: 2022, confidence: 'inferred' }, 'As in 2022. A guess.'],
    ['a page whose confidence nobody noted', {}, 'Read on 22 Nov 2026.'],
  ])('is said of %s', (_, source, words) => {
    expect(basisOf(t, 'en', { against: 'xero-documentation', checked: '2026-11-22', ...source })).toBe(words)
  })
})
