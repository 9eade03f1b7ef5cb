import type { APIRoute } from 'astro'
import { LOCALES, localeParam } from '../../../../guide/locale.ts'
import { readProblemMarkdown } from '../../../../guide/markdown-pages.ts'
import { findProblemIds } from '../../../../guide/steps.ts'

export async function getStaticPaths() {
  const codes = await findProblemIds()
  return LOCALES.flatMap((locale) =>
    codes.map((code) => ({ params: { locale: localeParam(locale), code }, props: { locale, code } })),
  )
}

interface Props extends Record<string, string> {
  locale: string
  code: string
}

export const GET: APIRoute<Props> = async ({ props: { locale, code }, site }) =>
  new Response(await readProblemMarkdown(locale, code, site))
