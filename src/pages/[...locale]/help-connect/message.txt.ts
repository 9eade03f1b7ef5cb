import type { APIRoute } from 'astro'
import { writeHandoverMessage } from '../../../guide/handover-message.ts'
import { LOCALES, localeParam } from '../../../guide/locale.ts'
import { readWords } from '../../../guide/words.ts'

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale: localeParam(locale) }, props: { locale } }))

/** The Worker fills it in. */
export const GET: APIRoute<{ locale: string }> = async ({ props }) =>
  new Response(writeHandoverMessage(await readWords(props.locale)))
