import { type CollectionEntry, type CollectionKey, getCollection } from 'astro:content'

const kept = new Map<CollectionKey, Promise<ReadonlyMap<string, unknown>>>()

/** As `getEntry`, for what may well be missing: Astro would warn of each. While developing, files may change at any time. */
export async function findEntry<C extends CollectionKey>(collection: C, id: string): Promise<CollectionEntry<C> | undefined> {
  const entries = (import.meta.env.PROD ? kept.get(collection) : undefined) ?? readById(collection)
  kept.set(collection, entries)
  return (await entries).get(id) as CollectionEntry<C> | undefined
}

const readById = async (collection: CollectionKey): Promise<ReadonlyMap<string, unknown>> =>
  new Map((await getCollection(collection)).map((entry) => [entry.id, entry]))
