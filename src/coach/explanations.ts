import { stepAt } from './one-time-code.ts'

/** One way in which an entry of the app could have made a code. */
export type Explanation =
  /** By a clock that many steps of 30 seconds ahead, or behind where negative. */
  { readonly by: 'time'; readonly entry: number; readonly steps: number } | { readonly by: 'counter'; readonly entry: number }

/** Ten minutes either way, and one step more for a code that is typed slowly. */
const LEAST_STEPS = -21
const MOST_STEPS = 20
/** An entry that counts starts at 0 or 1, and moves on with each press. */
const MOST_COUNTER = 20

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at)

/**
 * @param entries how many there are: 0 is the one that counts, others are older
 * @param codeOf the code that an entry makes of a counter
 * @param at the right time, in milliseconds
 */
export async function findExplanations(
  code: string,
  at: number,
  entries: number,
  codeOf: (entry: number, counter: number) => Promise<string>,
): Promise<readonly Explanation[]> {
  const now = stepAt(at)
  const isMade = async (entry: number, counter: number) => (await codeOf(entry, counter)) === code
  const found = range(0, entries - 1).map(async (entry) => {
    const times = range(LEAST_STEPS, MOST_STEPS).map(async (steps) =>
      (await isMade(entry, now + steps)) ? [{ by: 'time', entry, steps } as const] : [],
    )
    const counters = await Promise.all(range(0, MOST_COUNTER).map((counter) => isMade(entry, counter)))
    return [...(await Promise.all(times)).flat(), ...(counters.some(Boolean) ? [{ by: 'counter', entry } as const] : [])]
  })
  return (await Promise.all(found)).flat()
}
