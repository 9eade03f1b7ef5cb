import type { APIRoute } from 'astro'
import { LOCALES, localeParam } from '../../guide/locale.ts'
import { readIndexText } from '../../guide/markdown-pages.ts'

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale: localeParam(locale) }, props: { locale } }))

export const GET: APIRoute<{ locale: string }> = async ({ props, site }) => new Response(await readIndexText(props.locale, site))
