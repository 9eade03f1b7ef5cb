import { ensureBrowser } from '../../project/browser.ts'
import { startBuiltSite } from './built-site.ts'
import { type Figure, type Length, middleOf } from './figure.ts'
import { type Line, openReader } from './reader.ts'

const BUDGET_MS = 70
const ROUNDS = 9
const SLOWED = 4
/** What a reader takes at least before going on; they read a step for much longer. */
const READING_MS = 4_000
const SLOW_LINE: Line = { latency: 150, bytesPerSecond: 1_600_000 / 8 }

/** From the press on a step's button to the frame that shows the next step's heading, with the processor slowed. */
export async function benchOnward(length: Length): Promise<readonly Figure[]> {
  const browser = await ensureBrowser()
  if (browser === undefined) throw new Error('This needs a browser: install Chromium or Chrome, or name one in CHROME_PATH.')
  const rounds = length === 'short' ? 1 : ROUNDS
  const site = await startBuiltSite(length)
  try {
    const figures: Figure[] = []
    for (const [name, line] of [
      ['fast line', undefined],
      ['150 ms, 1.6 Mbit/s', SLOW_LINE],
    ] as const) {
      const times: number[] = []
      let shift = 0
      let ready = 0
      for (let round = 0; round < rounds; round += 1) {
        const reader = await openReader(browser, { slowed: SLOWED, line })
        try {
          await reader.open(`${site.origin}/two-step/xero-log-in-page/`)
          await reader.read(READING_MS)
          const step = await reader.goOn()
          times.push(step.milliseconds)
          shift = Math.max(shift, step.layoutShift)
          if (step.wasReady) ready += 1
          for (const part of step.moved) console.log(`  moved, ${name}: ${part}`)
        } finally {
          await reader.close()
        }
      }
      figures.push(
        { what: `to the next heading, ${name}, median`, measured: middleOf(times), unit: 'ms', budget: BUDGET_MS },
        { what: `layout shift, ${name}`, measured: shift, unit: '', budget: 0 },
        { what: `made ready before the press, ${name}, of ${rounds}`, measured: ready, unit: '' },
      )
    }
    return figures
  } finally {
    await site.close()
  }
}
