import { flowSchema } from '../schema/flow.ts'
import { stepSchema } from '../schema/step.ts'
import { readContentFiles } from './content-files.ts'
import { FIRST_LOCALE, stepAddress } from './locale.ts'

type Redirects = Record<string, { status: 301 | 302; destination: string }>

/**
 * Addresses that lead elsewhere: a flow's own address to its first step (302: the first step may change), and every id a step had
 * before to the step (301: for ever).
 */
export function findRedirects(): Redirects {
  const steps = new Map(readContentFiles(`content/steps/${FIRST_LOCALE}`).map(({ id, data }) => [id, stepSchema.parse(data)]))
  const redirects: Redirects = {}
  for (const { id, data } of readContentFiles('content/flows')) {
    const flow = flowSchema.parse(data)
    if (flow.status !== 'released') continue
    redirects[`/${id}/`] = { status: 302, destination: stepAddress(FIRST_LOCALE, id, flow.start) }
    for (const step of Object.keys(flow.steps)) {
      for (const alias of steps.get(step)?.aliases ?? []) {
        redirects[stepAddress(FIRST_LOCALE, id, alias)] = { status: 301, destination: stepAddress(FIRST_LOCALE, id, step) }
      }
    }
  }
  return redirects
}
