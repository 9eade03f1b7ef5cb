import type { APIRoute } from 'astro'
import { findReleasedFlows } from '../guide/flows.ts'
import { isLive } from '../guide/live-steps.ts'
import { FIRST_LOCALE, LOCALES } from '../guide/locale.ts'
import { speculationRules } from '../guide/speculation.ts'
import { readStep } from '../guide/steps.ts'

/** Named by the header `Speculation-Rules` of every page. */
export const GET: APIRoute = async () => {
  const flows = await findReleasedFlows()
  const steps = flows.flatMap(({ id, steps: all }) =>
    Object.keys(all).map(async (step) => {
      return { flow: id, step, isLive: isLive((await readStep(FIRST_LOCALE, step)).entry.data) }
    }),
  )
  return Response.json(speculationRules(await Promise.all(steps), LOCALES))
}
