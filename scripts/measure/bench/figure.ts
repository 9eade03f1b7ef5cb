/** One measured thing. Without a budget it is there to compare with. */
export interface Figure {
  readonly what: string
  readonly measured: number
  /** After the number, as in `kB`; a rate or a share may have none. */
  readonly unit: string
  /** The most that is allowed; the least, with `atLeast`. */
  readonly budget?: number
  readonly atLeast?: boolean
}

/** A short round shows that a bench still works; its figures are too few to mean anything. */
export type Length = 'whole' | 'short'

export type Bench = (length: Length) => Promise<readonly Figure[]>

export const isMet = ({ measured, budget, atLeast = false }: Figure): boolean =>
  budget === undefined || (atLeast ? measured >= budget : measured <= budget)

/** The median; of an even number, the upper of the two. @throws when nothing was measured */
export function middleOf(values: readonly number[]): number {
  const middle = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
  if (middle === undefined) throw new RangeError('nothing was measured')
  return middle
}
