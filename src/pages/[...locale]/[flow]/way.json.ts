import type { APIRoute } from 'astro'
import { findReleasedFlows, readFlow } from '../../../guide/flows.ts'
import { LOCALES, localeParam } from '../../../guide/locale.ts'
import { readWayData } from '../../../guide/way-data.ts'
import { readWords } from '../../../guide/words.ts'

export async function getStaticPaths() {
  const flows = await findReleasedFlows()
  return LOCALES.flatMap((locale) =>
    flows.map(({ id }) => ({ params: { locale: localeParam(locale), flow: id }, props: { locale, flow: id } })),
  )
}

interface Props extends Record<string, string> {
  locale: string
  flow: string
}

export const GET: APIRoute<Props> = async ({ props: { locale, flow } }) =>
  Response.json(await readWayData(await readWords(locale), locale, await readFlow(flow, locale)))
