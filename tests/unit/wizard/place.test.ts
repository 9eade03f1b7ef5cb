import { expect, it } from 'vitest'
import type { Flow } from '../../../src/wizard/flow.ts'
import { findPlace } from '../../../src/wizard/place.ts'
import { NO_PROGRESS, type Progress } from '../../../src/wizard/progress.ts'

const connect: Flow = {
  id: 'connect',
  start: 'dashboard',
  steps: {
    dashboard: { next: [{ to: 'ask' }] },
    ask: { next: [{ when: 'no', to: 'log-in', enter: 'set-up' }, { to: 'log-in' }] },
    'log-in': { next: [{ to: 'company' }] },
    company: { next: [{ to: 'connected' }] },
    connected: { next: [] },
  },
}
const setUp: Flow = { id: 'set-up', start: 'choose', steps: { choose: { next: [{ to: 'scan' }] }, scan: { next: [] } } }

const placeOf = (progress: Readonly<Record<string, Partial<Progress>>>) => {
  const place = findPlace(connect, { connect, 'set-up': setUp }, (flow) => ({ ...NO_PROGRESS, ...progress[flow] }))
  return place && `${place.flow}/${place.step}`
}

it.each<[string, Readonly<Record<string, Partial<Progress>>>, string | undefined]>([
  ['has none before the first step', {}, undefined],
  ['has none on the first step', { connect: { visited: ['dashboard'] } }, undefined],
  ['follows the answers', { connect: { answers: { dashboard: 'done' }, visited: ['dashboard', 'ask'] } }, 'connect/ask'],
  [
    'follows them rather than a look ahead',
    { connect: { answers: { dashboard: 'done' }, visited: ['dashboard', 'ask', 'company'] } },
    'connect/ask',
  ],
  [
    'is inside the flow that was entered',
    { connect: { answers: { dashboard: 'done', ask: 'no' } }, 'set-up': { visited: ['choose'] } },
    'set-up/choose',
  ],
  ['is the page that a link opened', { connect: { visited: ['company'] } }, 'connect/company'],
  ['is the last of them', { connect: { visited: ['log-in', 'company'] } }, 'connect/company'],
  ['is one of an entered flow, where a link led there', { 'set-up': { visited: ['choose'] } }, 'set-up/choose'],
  ['is none of a step that is gone', { connect: { visited: ['former'] } }, undefined],
  ['is none after the last step', { connect: { visited: ['log-in', 'connected'] } }, undefined],
])('%s', (_, progress, place) => {
  expect(placeOf(progress)).toBe(place)
})

it('is in the middle of an entered flow that a link opened', () => {
  const longer = { ...setUp, steps: { choose: { next: [{ to: 'scan' }] }, scan: { next: [{ to: 'end' }] }, end: { next: [] } } }
  const place = findPlace(connect, { 'set-up': longer }, (flow) =>
    flow === 'set-up' ? { ...NO_PROGRESS, visited: ['choose', 'scan'] } : NO_PROGRESS,
  )
  expect(place).toEqual({ flow: 'set-up', step: 'scan' })
})
