import type { Context } from 'hono'
import * as v from 'valibot'
import { type GuidePage, parseGuidePage } from '../feedback/guide-page.ts'
import type { AppEnv } from '../session/context.ts'
import { readSettings } from '../settings.ts'

/** A field or query that names a page by its address. */
export const GuidePageAddress = v.pipe(
  v.string('must be text'),
  v.rawTransform(({ dataset, addIssue, NEVER }): GuidePage => {
    const page = parseGuidePage(dataset.value)
    if (page !== undefined) return page
    addIssue({ message: 'must be the address of a page of the guide, such as /connect/log-in/' })
    return NEVER
  }),
)

/** The query of the reader's page, such as `?ref=…`, so that a form brings them back to the same page. */
export function searchBefore(c: Context<AppEnv>, { address }: GuidePage): string {
  const referer = c.req.header('Referer') ?? ''
  if (!URL.canParse(referer)) return ''
  const { origin, pathname, search } = new URL(referer)
  return origin === readSettings(c.env).publicOrigin && pathname === address ? search : ''
}
