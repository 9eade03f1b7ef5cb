import { describe, expect, it } from 'vitest'
import { type Case, diagnose, type Finding, NEW_CASE } from '../../../src/coach/doctor.ts'
import { type Explanation, findExplanations } from '../../../src/coach/explanations.ts'
import { importKey, makeCode, stepAt } from '../../../src/coach/one-time-code.ts'

const STEP = 30_000
const START = Date.UTC(2026, 10, 28)
const byTime = (steps: number, entry = 0): Explanation => ({ by: 'time', entry, steps })

/** Keys of this rehearsal, newest first; codes are made once each. */
const keys = await Promise.all(['one', 'two'].map((name) => importKey(new TextEncoder().encode(`${name}-12345678901234567`))))
const made = new Map<string, Promise<string>>()
const codeOf = (entry: number, counter: number): Promise<string> => {
  const name = `${entry} ${counter}`
  const code = made.get(name) ?? makeCode(keys[entry] as CryptoKey, counter)
  made.set(name, code)
  return code
}

/** What is said of one code after another; each later one is read as soon as the phone shows it. */
async function treat(offset: number, phase: number, delay: number, codes: number): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  let known: Case = NEW_CASE
  let readAt = START + phase
  for (let number = 0; number < codes; number += 1) {
    const code = await codeOf(0, stepAt(readAt + offset))
    const at = readAt + delay
    const { finding, next } = diagnose(known, await findExplanations(code, at, 2, codeOf), at)
    findings.push(finding)
    if (finding.is !== 'again' && finding.is !== 'rolled-over') break
    known = next
    readAt = at + STEP - ((at + offset) % STEP)
  }
  return findings
}

describe('the doctor, for a phone from ten minutes slow to ten minutes fast', () => {
  it('is right to one step, and alarms nobody whose clock is within one', { timeout: 120_000 }, async () => {
    const count = { clocks: 0, alarms: 0, falseAlarms: 0, wrongWay: 0, missed: 0, more: 0, worst: 0, most: 0 }
    for (let seconds = -600; seconds <= 600; seconds += 1) {
      for (const phase of [0, 7_000, 15_000, 23_000, 29_000]) {
        for (const delay of [0, 6_000, 20_000]) {
          count.clocks += 1
          const findings = await treat(seconds * 1000, phase, delay, 4)
          const last = findings.at(-1)
          count.most = Math.max(count.most, findings.length)
          if (findings.length > 1) count.more += 1
          if (last?.is === 'off') {
            const said = last.direction === 'slow' ? -last.seconds : last.seconds
            count.alarms += 1
            count.worst = Math.max(count.worst, Math.abs(said - seconds))
            if (Math.abs(seconds) <= 30) count.falseAlarms += 1
            if (Math.sign(said) !== Math.sign(seconds)) count.wrongWay += 1
          } else if (Math.abs(seconds) > 80) count.missed += 1
        }
      }
    }
    console.log(JSON.stringify(count))
    expect(count).toMatchObject({ clocks: 1201 * 15, falseAlarms: 0, wrongWay: 0, missed: 0 })
    expect(count.worst).toBeLessThanOrEqual(30)
    expect(count.most).toBeLessThanOrEqual(2)
  })
})

describe('the doctor', () => {
  const at = START + 4_000
  const say = (found: readonly Explanation[], before = NEW_CASE) => diagnose(before, found, at).finding

  it('takes the code of now, whatever else would make it', () => {
    expect(say([byTime(0)])).toEqual({ is: 'right' })
    expect(say([byTime(0), byTime(-9), { by: 'counter', entry: 0 }])).toEqual({ is: 'right' })
  })

  it('knows a code that has just ended', () => {
    expect(say([byTime(-1)])).toEqual({ is: 'rolled-over' })
  })

  it('knows a counter, and an older entry', async () => {
    for (const counter of [0, 1, 20]) {
      const found = await findExplanations(await codeOf(0, counter), at, 2, codeOf)
      expect(say(found)).toEqual({ is: 'counter' })
    }
    const older = await findExplanations(await codeOf(1, stepAt(at) - 1), at, 2, codeOf)
    expect(say(older)).toEqual({ is: 'other-entry', entry: 1 })
  })

  it('knows a code that fits nothing', async () => {
    const foreign = await makeCode(await importKey(new TextEncoder().encode('somebody-else-s-key')), stepAt(at))
    expect(say(await findExplanations(foreign, at, 2, codeOf))).toEqual({ is: 'unknown' })
  })

  it('asks for the next code where two explanations fit, and believes what fits both', () => {
    const first = diagnose(NEW_CASE, [byTime(-9), { by: 'counter', entry: 0 }], at)
    expect(first.finding).toEqual({ is: 'again' })
    expect(say([{ by: 'counter', entry: 0 }, byTime(14)], first.next)).toEqual({ is: 'counter' })
    const second = diagnose(first.next, [byTime(-9), byTime(3, 1)], at)
    expect(second.finding).toMatchObject({ is: 'off', direction: 'slow' })
  })

  it('asks once before it calls a clock a little fast', () => {
    const first = diagnose(NEW_CASE, [byTime(1)], at)
    expect(first.finding).toEqual({ is: 'again' })
    expect(diagnose(first.next, [byTime(1)], at + STEP).finding).toEqual({ is: 'near', direction: 'fast' })
  })

  it('says no more precisely than codes can tell how far a clock is off', () => {
    const finding = say([byTime(-9)])
    expect(finding.is === 'off' && finding.seconds % 10).toBe(0)
  })

  it('begins again when the clock was set between two codes', () => {
    const first = diagnose(NEW_CASE, [byTime(1)], at)
    expect(diagnose(first.next, [byTime(-8)], at + STEP).finding).toMatchObject({ is: 'off', direction: 'slow' })
  })
})
