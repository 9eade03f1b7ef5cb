import { chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { lookUp } from '../../../src/contract/look-up.ts'
import { ensureBrowser } from '../../project/browser.ts'
import { startBuiltSite } from './built-site.ts'
import type { Figure, Length } from './figure.ts'
import { DEBUGGING_PORT, LOCAL_PORTS } from './ports.ts'

/** One of each kind, as a phone on a slow line meets it. */
const KINDS = {
  start: '/',
  'step, task': '/two-step/scan-barcode/',
  'step, choice': '/connect/two-step/',
  'step, connect': '/connect/log-in/',
  'step, outcome': '/two-step/two-step-ready/',
  problem: '/problems/code-refused/',
  'list of problems': '/problems/',
  search: '/search/',
  print: '/print/two-step/',
  'whole guide': '/guide/',
  'in Chinese': '/zh-hans/two-step/scan-barcode/',
} as const

/** Accessibility, best practices and search are judged, not timed: nothing less than all of it. */
const LEAST: Readonly<Record<string, number>> = { performance: 99, accessibility: 100, 'best-practices': 100, seo: 100 }

export async function benchLighthouse(length: Length): Promise<readonly Figure[]> {
  const executablePath = await ensureBrowser()
  if (executablePath === undefined)
    throw new Error('Lighthouse needs a browser: install Chromium or Chrome, or name one in CHROME_PATH.')
  // Search engines want whole addresses, which the pages have when it is known where they stand.
  process.env['PUBLIC_ORIGIN'] = `http://localhost:${LOCAL_PORTS.PORT}`
  const site = await startBuiltSite(length)
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${DEBUGGING_PORT}`],
  })
  const figures: Figure[] = []
  try {
    for (const [kind, address] of Object.entries(KINDS).slice(0, length === 'short' ? 1 : undefined)) {
      const lhr = await look(site.origin + address)
      for (const [category, least] of Object.entries(LEAST)) {
        const measured = Math.round((lookUp(lhr.categories, category)?.score ?? 0) * 100)
        figures.push({ what: `${kind}: ${category}`, measured, unit: '', budget: least, atLeast: true })
        if (measured < least) console.log(`  ${address} ${category}: ${describeLosses(lhr, category)}`)
      }
      const shift = lhr.audits['cumulative-layout-shift']?.numericValue ?? Number.NaN
      figures.push({ what: `${kind}: layout shift`, measured: shift, unit: '', budget: 0 })
    }
  } finally {
    await browser.close()
    await site.close()
  }
  return figures
}

/** The browser now and then loses the beginning of a trace, and Lighthouse asks to be run again. */
async function look(address: string, tries = 3): Promise<Report> {
  const result = await lighthouse(address, { port: DEBUGGING_PORT, logLevel: 'silent' })
  const error = result?.lhr.runtimeError
  if (result !== undefined && error === undefined) return result.lhr
  if (tries > 1) return look(address, tries - 1)
  throw new Error(`Lighthouse could not look at ${address}: ${error?.message ?? 'no report'}`)
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']

/** What cost points. */
const describeLosses = ({ categories, audits }: Report, category: string): string =>
  (lookUp(categories, category)?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (lookUp(audits, id)?.score ?? 1) < 1)
    .map(({ id }) => `${id} ${lookUp(audits, id)?.displayValue ?? ''}`.trim())
    .join(', ')
