import { lookUp } from '../contract/look-up.ts'

/** @throws when neither the language nor the first one has the key: a page never shows a key to a reader */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string

type Strings = Readonly<Record<string, string>> | undefined

/** @param own the language's strings, @param first those it falls back to */
export const createWords =
  (locale: string, own: Strings, first: Strings): Words =>
  (key, values = {}) => {
    const text = lookUp(own, key) ?? lookUp(first, key)
    if (text === undefined) throw new Error(`content/ui/${locale}.yaml has no "${key}"`)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = lookUp(values, name)
      if (value === undefined) throw new Error(`"${key}" needs a value for {${name}}`)
      return String(value)
    })
  }
