/** Chance that can be repeated: the same seed gives the same numbers. */
export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number
  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number
  pick<T>(items: readonly T[]): T
}

/** Mulberry32, begun with a hash of the seed: plenty for choosing cases, and for nothing secret. */
export function createRandom(seed: string): Random {
  let state = 0
  for (const letter of seed) state = (Math.imul(state ^ letter.charCodeAt(0), 0x9e3779b1) + 1) | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('there is nothing to pick from')
      return item
    },
  }
}
