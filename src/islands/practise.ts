/**
 * The rehearsal. This device's clock is compared with the edge's while the page loads; only then is the key made, and from there on
 * nothing is sent. The keys are in this page's memory alone.
 */
import { diagnose, type Finding, NEW_CASE } from '../coach/doctor.ts'
import { recall, type Said } from '../coach/entered-before.ts'
import { findExplanations } from '../coach/explanations.ts'
import { makeCode, stepAt } from '../coach/one-time-code.ts'
import { createPracticeKey, type PracticeKey } from '../coach/practice-key.ts'
import { readTypedCode } from '../coach/typed-code.ts'
import { clockLead, compareClocks } from './compare-clocks.ts'
import { leadBack } from './lead-back.ts'
import { make } from './make.ts'
import { drawCode } from './phone-code.ts'
import { showWhen } from './show-when.ts'

/** Milliseconds: as long as a reader waits for the key where the line is slow. */
const PATIENCE = 3_000
/** The device slept, or its clock was set: what was measured no longer holds. */
const JUMP = 2_000

interface Entry extends PracticeKey {
  readonly name: string
}

const place = document.querySelector<HTMLElement>('[data-practise]')
leadBack()
// Without a way to make keys, too.
if (place !== null) void rehearse(place).catch(() => showWhen(place, 'none'))

async function rehearse(page: HTMLElement): Promise<void> {
  showWhen(page, 'measuring')
  const { rightTime, isMeasured } = await measure()
  /** Newest first. */
  let entries: readonly Entry[] = [await createEntry(page, 1)]
  let known = NEW_CASE
  const before = new Map<string, Said>()
  const show = (): void => showEntry(page, entries[0])
  show()
  showWhen(page, 'practising')
  const status = page.querySelector<HTMLElement>('[data-copy-status]')

  page.querySelector('[data-another]')?.addEventListener('click', async () => {
    entries = [await createEntry(page, entries.length + 1), ...entries]
    known = NEW_CASE
    before.clear()
    if (status !== null) status.textContent = status.getAttribute('data-made')
    show()
    say()
  })

  // Not by copying.ts: shared with this page, it would weigh more on every other.
  page.querySelector('[data-copy-key]')?.addEventListener('click', async () => {
    const copied = await navigator.clipboard.writeText(entries[0]?.groups.join('') ?? '').then(
      () => true,
      () => false,
    )
    if (status !== null) status.textContent = status.getAttribute(copied ? 'data-copied' : 'data-failed')
  })

  const examine = async (code: string, at: number): Promise<Finding> => {
    const found = await findExplanations(code, at, entries.length, (entry, counter) =>
      makeCode((entries[entry] as Entry).key, counter),
    )
    const { finding, next } = diagnose(known, found, at)
    known = next
    before.set(code, { finding, step: stepAt(at) })
    return finding
  }
  const findings = page.querySelector<HTMLElement>('[data-findings]')
  const say = (...what: readonly string[]): void => {
    if (findings !== null) showWhen(findings, ...what, ...(isMeasured() ? [] : ['unmeasured']))
  }
  page.querySelector<HTMLFormElement>('[data-practise-form]')?.addEventListener('submit', async (event) => {
    event.preventDefault()
    const field = page.querySelector<HTMLInputElement>('input[name=code]')
    const code = readTypedCode(field?.value ?? '')
    const at = rightTime()
    say()
    if (code === undefined) return say('not-six')
    const finding = recall(before, code, at) ?? (await examine(code, at))
    fill(page, 'seconds', 'seconds' in finding ? String(finding.seconds) : '')
    // The clock of this device may be as wrong as that of the app on it.
    if (finding.is === 'right' && !isMeasured()) say('right-unmeasured')
    else say('direction' in finding ? `${finding.is}-${finding.direction}` : finding.is)
    field?.select()
  })

  page.querySelector('[data-delete]')?.addEventListener('click', () => {
    entries = []
    showEntry(page, undefined)
    showWhen(page, 'deleted')
    page.querySelector<HTMLElement>('[data-deleted]')?.focus()
  })
}

/** @returns the right time as far as it is known, and whether it still is */
async function measure() {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE))
  let isAwaited = true
  const estimate = await Promise.race([compareClocks(() => isAwaited).catch(() => undefined), late])
  isAwaited = false
  const begun = clockLead()
  const isMeasured = (): boolean => estimate !== undefined && Math.abs(clockLead() - begun) < JUMP
  return { isMeasured, rightTime: () => Date.now() - (isMeasured() ? (estimate?.offset ?? 0) : 0) }
}

/** The second has a number, and so on: entries that stay behind in the app can be told apart. */
async function createEntry({ dataset }: HTMLElement, number: number): Promise<Entry> {
  const name = `${dataset['issuer']}${number > 1 ? ` ${number}` : ''}`
  return { name, ...(await createPracticeKey(name, dataset['account'] ?? '')) }
}

function showEntry(page: HTMLElement, entry: Entry | undefined): void {
  const square = page.querySelector<HTMLElement>('[data-practice-qr]')
  square?.replaceChildren(...(entry === undefined ? [] : [drawCode(entry.address, square.dataset['name'] ?? '')]))
  page.querySelector('[data-practice-open]')?.setAttribute('href', entry?.address ?? '#')
  const groups = entry?.groups.map((group) => make('span', {}, group)) ?? []
  page.querySelector('.practice-key')?.replaceChildren(...groups)
  fill(page, 'entry', entry?.name ?? '')
}

function fill(page: HTMLElement, name: string, words: string): void {
  for (const part of page.querySelectorAll(`[data-fill=${name}]`)) part.textContent = words
}
