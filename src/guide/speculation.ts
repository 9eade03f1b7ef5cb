import { pageAddress, stepAddress } from './locale.ts'

/** A step, in every flow that has it. */
export interface SpeculatedStep {
  readonly flow: string
  readonly step: string
  /** Whether its page shows the reader's own data, or holds a form of theirs. */
  readonly isLive: boolean
}

/**
 * Which pages a browser may make ready before they are asked for, as the Speculation Rules specification of WICG writes it: steps that are
 * the same for everybody, and nothing else. The filled button's page at once, since nearly every reader goes there next; the others when a
 * reader points at them. A step that says what is ahead (`data-ahead`) turns to it without loading anything (src/islands/turning.ts).
 */
export function speculationRules(steps: readonly SpeculatedStep[], locales: readonly string[]): object {
  const flows = [...new Set(steps.map(({ flow }) => flow))]
  const inFlows = locales.flatMap((locale) => flows.map((flow) => `${pageAddress(locale, `${flow}/`)}*`))
  const live = locales.flatMap((locale) =>
    steps.flatMap(({ flow, step, isLive }) => (isLive ? [stepAddress(locale, flow, step)] : [])),
  )
  const where = [{ href_matches: inFlows }, { not: { href_matches: live } }, { not: { selector_matches: '[data-ahead] a' } }]
  return {
    prerender: [
      { where: { and: [{ selector_matches: '.bar a.button' }, ...where] }, eagerness: 'immediate' },
      { where: { and: [{ selector_matches: '.bar a, .choices a, .rail a, .way a, .coming a' }, ...where] }, eagerness: 'moderate' },
    ],
  }
}
