/** The clock page: its own script is all that it runs, so that it is there at once on a phone's line. */
import { readClock, SHOWN_WITHIN } from '../coach/clock-reading.ts'
import { compareClocks } from './compare-clocks.ts'
import { leadBack } from './lead-back.ts'
import { showWhen } from './show-when.ts'

/** A second that takes longer: the device has slept, or its clock was set. While nobody looks, the browser makes every one longer. */
const TICK = 1_000
const LONG_TICK = 5_000
/** Half of the scale, in seconds: one unit of the drawing each. */
const SCALE = 120

const place = document.querySelector<HTMLElement>('[data-clock]')
let isAsking = false
let isWantedAgain = false

async function check(): Promise<void> {
  if (place === null) return
  // The question under way may be lost: the phone slept, or was offline.
  if (isAsking) {
    isWantedAgain = true
    return
  }
  isAsking = true
  // What is shown stays until there is something else to say: else a reading that has not changed would be read out again.
  const wait = setTimeout(() => showWhen(place, 'measuring'), 600)
  const estimate = await compareClocks().catch(() => undefined)
  clearTimeout(wait)
  isAsking = false
  const isLost = estimate === undefined && isWantedAgain
  isWantedAgain = false
  if (isLost) return check()
  if (estimate === undefined || estimate.error > SHOWN_WITHIN) return showWhen(place, 'failed')
  const { grade, direction, amount, unit } = readClock(estimate.offset)
  place.dataset['grade'] = grade
  const units = amount === 1 ? unit : `${unit}s`
  for (const number of place.querySelectorAll('[data-amount]')) {
    if (number.textContent !== String(amount)) number.textContent = String(amount)
  }
  const x = Math.max(-SCALE, Math.min(SCALE, estimate.offset / 1000))
  place.querySelector('[data-mark]')?.setAttribute('transform', `translate(${x.toFixed(1)})`)
  showWhen(place, grade, ...(grade === 'exact' ? [] : ['inexact', direction, `${units}-${direction}`]))
}

/** By a press: whatever comes of it is read out, the same reading too. */
function checkAgain(): void {
  if (place !== null) showWhen(place, 'measuring')
  void check()
}

function begin(): void {
  let last = Date.now()
  setInterval(() => {
    const now = Date.now()
    if (!document.hidden && Math.abs(now - last - TICK) > LONG_TICK - TICK) void check()
    last = now
  }, TICK)
  addEventListener('online', check)
  addEventListener('pageshow', ({ persisted }) => persisted && void check())
  document.addEventListener('visibilitychange', () => document.hidden || void check())
  document.querySelector('[data-check]')?.addEventListener('click', checkAgain)
  checkAgain()
}

leadBack()
if (navigator.userAgent.includes('Android')) document.getElementById('android')?.click()
for (const address of document.querySelectorAll('[data-address]')) address.textContent = location.host + location.pathname
if (document.prerendering) document.addEventListener('prerenderingchange', begin, { once: true })
else begin()
