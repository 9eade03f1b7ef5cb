import { describe, expect, it } from 'vitest'
import { readinessView } from '../../../../functions/pages/readiness-view.ts'
import type { Readiness, ReadinessFinding } from '../../../../src/contract/wire.ts'

const viewOf = (state: Readiness['state'], ...findings: ReadinessFinding[]) => readinessView({ state, findings, readAt: 1 }, 'en')

describe('what a page shows of readiness', () => {
  it('is nothing while no organisation is connected', () => {
    expect(readinessView(undefined, 'en')).toBeUndefined()
  })

  it('is the state alone where nothing was found', () => {
    expect(viewOf('ready')).toEqual({ ready: true, found: false, findings: [] })
    expect(viewOf('unknown')).toEqual({ unknown: true, found: false, findings: [] })
  })

  it('names each finding as its words are named, with its facts as people write them', () => {
    const view = viewOf(
      'blocked',
      { code: 'dates-locked', blocks: true, lock: 'year-end', lockedUntil: '2026-06-30' },
      { code: 'currency-differs', blocks: false, currency: 'NZD', accountCurrency: 'AUD' },
      { code: 'invoice-limit', blocks: false, limit: 20, limitAsOf: '2026-10' },
    )
    expect(view).toMatchObject({ blocked: true, found: true })
    expect(view?.findings).toMatchObject([
      { datesLocked: true, lockedUntil: '30 June 2026', exceptAdvisers: false },
      { currencyDiffers: true, currency: 'NZD', accountCurrency: 'AUD' },
      { invoiceLimit: true, limit: 20, limitAsOf: 'October 2026' },
    ])
  })

  it('tells a demo from a trial', () => {
    const demo = { code: 'demo-or-trial', blocks: false, kind: 'demo' } as const
    expect(viewOf('attention', demo)?.findings).toMatchObject([{ demo: true }])
    expect(viewOf('attention', { ...demo, kind: 'trial', endsAbout: '2026-12-20' })?.findings).toMatchObject([
      { trial: true, endsAbout: '20 December 2026' },
    ])
  })

  it('writes days in the reader’s language', () => {
    const finding = { code: 'dates-locked', blocks: true, lockedUntil: '2026-06-30' } as const
    expect(readinessView({ state: 'blocked', findings: [finding] }, 'zh-hans')?.findings[0]?.lockedUntil).toBe('2026年6月30日')
  })
})
