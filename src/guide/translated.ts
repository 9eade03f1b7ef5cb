import { type CollectionEntry, type CollectionKey, getCollection } from 'astro:content'
import { findOutgrown } from './check/translations.ts'
import { readContent } from './content.ts'

const kept = new Map<CollectionKey, Promise<ReadonlyMap<string, unknown>>>()

/** As `getEntry`, for what may well be missing: Astro would warn of each. While developing, files may change at any time. */
export async function findEntry<C extends CollectionKey>(collection: C, id: string): Promise<CollectionEntry<C> | undefined> {
  const entries = (import.meta.env.PROD ? kept.get(collection) : undefined) ?? readById(collection)
  kept.set(collection, entries)
  return (await entries).get(id) as CollectionEntry<C> | undefined
}

const readById = async (collection: CollectionKey): Promise<ReadonlyMap<string, unknown>> =>
  new Map((await getCollection(collection)).map((entry) => [entry.id, entry]))

/** While developing, files change; reading all of them takes a moment, and each page asks many times. */
const READ_AGAIN_MILLISECONDS = 1000

let outgrown: { readonly keys: ReadonlySet<string>; readonly at: number } | undefined

/** Whether the first language's page has changed so that a translation no longer fits. @param key kind, language and id */
export function isOutgrown(key: string): boolean {
  const isOld = outgrown === undefined || (!import.meta.env.PROD && outgrown.at + READ_AGAIN_MILLISECONDS < Date.now())
  if (isOld) {
    const keys = new Set(findOutgrown(readContent()).map((page) => page.key))
    outgrown = { keys, at: Date.now() }
  }
  return outgrown?.keys.has(key) === true
}
