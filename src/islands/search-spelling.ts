/** Mistyped words as they were meant. */
import { plain } from './search-tokens.ts'

/** Shorter words have too many neighbours: "cope" is no "code". */
const SHORTEST = 5
/** From so many letters on, two slips are forgiven. */
const LONG = 8
/** Hardly anybody mistypes the first letter. */
const FIRST = 0.5

/** @returns what makes of a word the nearest one in the texts, and leaves those that are known, half typed or too strange */
export function createSpelling(texts: readonly string[]): (word: string) => string {
  const known = new Map<string, number>()
  for (const [word] of texts.flatMap((text) => [...plain(text).matchAll(/[a-z]+/g)])) known.set(word, often(word) + 1)
  function often(word: string): number {
    return known.get(word) ?? 0
  }
  const candidates = [...known.keys()].filter(({ length }) => length >= SHORTEST - 1)
  return (word) => {
    if (word.length < SHORTEST || known.has(word) || candidates.some((other) => other.startsWith(word))) return word
    const most = word.length < LONG ? 1 : 2
    const near = candidates.flatMap((other) => {
      if (Math.abs(other.length - word.length) > most) return []
      const slips = countSlips(word, other)
      return slips > most ? [] : [{ other, cost: slips + (other[0] === word[0] ? 0 : FIRST) }]
    })
    return near.toSorted((a, b) => a.cost - b.cost || often(b.other) - often(a.other))[0]?.other ?? word
  }
}

/** How many letters were missed, added, mistaken, or swapped with their neighbour. */
export function countSlips(written: string, meant: string): number {
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: meant.length + 1 }, (_, at) => at)
  for (let i = 1; i <= written.length; i++) {
    const next = [i]
    for (let j = 1; j <= meant.length; j++) {
      const mistaken = (row[j - 1] ?? 0) + (written[i - 1] === meant[j - 1] ? 0 : 1)
      const isSwapped = written[i - 1] === meant[j - 2] && written[i - 2] === meant[j - 1]
      const swapped = isSwapped ? (before[j - 2] ?? 0) + 1 : mistaken
      next.push(Math.min(mistaken, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[meant.length] ?? 0
}
