import { describe, expect, it } from 'vitest'
import { mayTell, stopOf } from '../../../../functions/account/stall.ts'

const DAY = 86_400

describe('miBilling may be told', () => {
  it.each<[string, readonly number[], number, boolean]>([
    ['at once the first time', [], 0, true],
    ['not again within a day', [0], DAY - 1, false],
    ['a second time a day later', [0], DAY, true],
    ['not a third time within three days of that', [0, DAY], 4 * DAY - 1, false],
    ['a third time three days later', [0, DAY], 4 * DAY, true],
    ['never a fourth time', [0, DAY, 4 * DAY], 400 * DAY, false],
  ])('%s', (_, toldAt, at, isAllowed) => {
    expect(mayTell({ toldAt }, at)).toBe(isAllowed)
  })
})

describe('nobody has stopped', () => {
  const visit = 'en'
  const attempt = { locale: 'en' } as const
  it.each<[string, Parameters<typeof stopOf>]>([
    ['who is connected', [{ state: 'connected', attempt, visit }, {}]],
    ['of whom nothing is left', [{ state: 'not-connected' }, {}]],
    ['who only looks at an account that was connected once', [{ state: 'not-connected', visit }, { wasConnected: true }]],
    ['who only looks at a dead connection', [{ state: 'reconnect-required', visit }, {}]],
    [
      'who succeeded and has disconnected since',
      [{ state: 'not-connected', attempt: { ...attempt, outcome: { step: 'connected' } } }, {}],
    ],
  ])('%s', (_, [traces, record]) => {
    expect(stopOf(traces, record)).toBeUndefined()
  })
})
