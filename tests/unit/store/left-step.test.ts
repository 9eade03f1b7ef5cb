import { describe, expect, it } from 'vitest'
import { createLeftStep } from '../../../src/store/left-step.ts'

const GUIDE = 'https://guide.example'
const STEP = '/two-step/six-digit-code/'

function createTab(kept: Record<string, string> = {}, account?: string) {
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value
    },
  }
  return { kept, leftStep: createLeftStep(storage, GUIDE, ['connect', 'two-step'], account) }
}

describe('the way back from a problem page', () => {
  it.each([
    [`${GUIDE}${STEP}`, STEP],
    [`${GUIDE}/zh-hans${STEP}?a=b#c`, `/zh-hans${STEP}`],
    [`${GUIDE}/problems/code-refused/`, undefined],
    [`${GUIDE}/print/two-step/`, undefined],
    [`https://elsewhere.example${STEP}`, undefined],
    [`${GUIDE}.elsewhere.example${STEP}`, undefined],
    ['', undefined],
  ])('from %s is %s', (referrer, address) => {
    expect(createTab().leftStep.follow(referrer)).toBe(address)
  })

  it('stays by way of other problem pages, until another step is left', () => {
    const { leftStep } = createTab()
    leftStep.follow(`${GUIDE}${STEP}`)
    expect(leftStep.follow(`${GUIDE}/problems/code-refused/`)).toBe(STEP)
    leftStep.follow(`${GUIDE}/connect/log-in/`)
    expect(leftStep.follow(`${GUIDE}/problems/`)).toBe('/connect/log-in/')
  })

  it('is none where something else was kept', () => {
    const { leftStep } = createTab({ 'guide.left-step': 'https://elsewhere.example/' })
    expect(leftStep.follow(`${GUIDE}/problems/`)).toBeUndefined()
  })

  it.each([
    ['the same account', 'Zk3vQx_0aB-9LmTe', 'Zk3vQx_0aB-9LmTe', STEP],
    ['another account', 'Zk3vQx_0aB-9LmTe', 'another-account0', undefined],
    ['nobody after a session', 'Zk3vQx_0aB-9LmTe', undefined, undefined],
    ['an account whose reader began without a session', undefined, 'Zk3vQx_0aB-9LmTe', STEP],
  ])('met by %s in the same tab', (_, left, here, address) => {
    const { kept, leftStep } = createTab({}, left)
    leftStep.follow(`${GUIDE}${STEP}`)
    expect(createTab(kept, here).leftStep.follow(`${GUIDE}/problems/`)).toBe(address)
  })

  it('is there where the browser keeps nothing', () => {
    const storage = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    expect(createLeftStep(storage, GUIDE, ['two-step'], undefined).follow(`${GUIDE}${STEP}`)).toBe(STEP)
  })
})
