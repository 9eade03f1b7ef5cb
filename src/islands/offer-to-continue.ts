/** Offers readers of the start page the step where they were. */
import { lookUp } from '../contract/look-up.ts'
import type { Flow } from '../wizard/flow.ts'
import { findPlace } from '../wizard/place.ts'
import { openProgressStore } from './open-progress-store.ts'
import { readData } from './page-data.ts'

/** What the start page tells the script about its flow. */
interface FlowData {
  /** The page's own, and those that it enters. */
  readonly flows: Readonly<Record<string, Flow>>
  /** By flow and step id: `connect/log-in`. */
  readonly steps: Readonly<Record<string, { readonly title: string; readonly address: string }>>
}

function offerToContinue(): void {
  const flow = document.querySelector('main[data-flow]')?.getAttribute('data-flow') ?? ''
  const place = document.querySelector<HTMLElement>('[data-continue]')
  const data = readData<FlowData>('flow-data')
  const own = lookUp(data?.flows, flow)
  const link = place?.querySelector('a')
  if (!place || !link || data === undefined || own === undefined) return
  const found = findPlace(own, data.flows, openProgressStore().read)
  const step = found && data.steps[`${found.flow}/${found.step}`]
  const start = document.querySelector('[data-start]')?.getAttribute('href')
  if (step === undefined || step.address === start) return
  link.href = step.address
  for (const words of place.querySelectorAll('[data-continue-step]')) words.textContent = step.title
  place.hidden = false
}

// By then the script of every page has noted what the Worker knows.
document.addEventListener('DOMContentLoaded', offerToContinue)
