import type { APIRoute } from 'astro'
import { LOCALES, localeParam } from '../../guide/locale.ts'
import { readSearch } from '../../guide/search-documents.ts'

export const getStaticPaths = () => LOCALES.map((locale) => ({ params: { locale: localeParam(locale) }, props: { locale } }))

/** Fetched when a reader begins to search, and searched in their browser. */
export const GET: APIRoute<{ locale: string }> = ({ props }) => Response.json(readSearch(props.locale))
