import type { APIRoute } from 'astro'
import { findReleasedFlows } from '../../../../guide/flows.ts'
import { LOCALES, localeParam } from '../../../../guide/locale.ts'
import { readStepMarkdown } from '../../../../guide/markdown-pages.ts'

export async function getStaticPaths() {
  const flows = await findReleasedFlows()
  return LOCALES.flatMap((locale) =>
    flows.flatMap((flow) =>
      Object.keys(flow.steps).map((step) => ({
        params: { locale: localeParam(locale), flow: flow.id, step },
        props: { locale, flow: flow.id, step },
      })),
    ),
  )
}

interface Props extends Record<string, string> {
  locale: string
  flow: string
  step: string
}

export const GET: APIRoute<Props> = async ({ props: { locale, flow, step }, site }) =>
  new Response(await readStepMarkdown(locale, flow, step, site))
