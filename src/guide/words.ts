import { getEntry } from 'astro:content'
import { FIRST_LOCALE } from './locale.ts'

/** @throws when neither the language nor the first one has the key: a page never shows a key to a reader */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string

export async function readWords(locale: string): Promise<Words> {
  const first = (await getEntry('ui', FIRST_LOCALE))?.data
  const own = (await getEntry('ui', locale))?.data
  return (key, values = {}) => {
    const text = own?.[key] ?? first?.[key]
    if (text === undefined) throw new Error(`content/ui/${locale}.yaml has no "${key}"`)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`"${key}" needs a value for {${name}}`)
      return String(value)
    })
  }
}

/** `minutes.…` or `rail.left-…`, by how many there are. */
export const spanOf = (minutes: number): 'seconds' | 'one' | 'many' => (minutes < 1 ? 'seconds' : minutes === 1 ? 'one' : 'many')
