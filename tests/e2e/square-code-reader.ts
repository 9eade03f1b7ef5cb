/**
 * Reads a QR code as a phone would, from its dark and light squares: error level L, to version 6, in bytes. A drawn code has no damage, so
 * its correction words are left aside. ISO/IEC 18004.
 */
type Squares = readonly (readonly boolean[])[]

/** Data words of versions 1 to 6 at level L. */
const DATA_WORDS = [19, 34, 55, 80, 108, 136]
const FORMAT_MASK = 0x5412
const LEVEL_L = 1
const BYTES = 4

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

/** @param squares without the margin */
export function readSquares(squares: Squares): string {
  const size = squares.length
  const version = (size - 17) / 4
  const words = DATA_WORDS[version - 1]
  if (words === undefined) throw new RangeError(`no QR code of version 1 to 6: ${size} squares`)
  const isDark = (row: number, column: number): boolean => squares[row]?.[column] === true

  const along = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => isDark(8, column))
  const down = [7, 5, 4, 3, 2, 1, 0].map((row) => isDark(row, 8))
  const format = numberOf([...along, ...down]) ^ FORMAT_MASK
  if (format >> 13 !== LEVEL_L) throw new RangeError('a QR code of another level than L')
  const isMasked = MASKS[(format >> 10) & 7] ?? (() => false)

  const bits: boolean[] = []
  for (const [row, column] of wayThrough(size)) {
    if (!isFixed(size, row, column)) bits.push(isDark(row, column) !== isMasked(row, column))
  }
  const sent = Array.from({ length: words }, (_, at) => numberOf(bits.slice(at * 8, at * 8 + 8)))
  // Version 6 deals its words to two blocks by turns.
  const data = version === 6 ? [0, 1].flatMap((block) => sent.filter((_, at) => at % 2 === block)) : sent
  return textOf(data)
}

function textOf(data: readonly number[]): string {
  const bits = data.flatMap((word) => Array.from({ length: 8 }, (_, at) => ((word >> (7 - at)) & 1) === 1))
  if (numberOf(bits.slice(0, 4)) !== BYTES) throw new RangeError('a QR code that is not in bytes')
  const length = numberOf(bits.slice(4, 12))
  return new TextDecoder().decode(Uint8Array.from({ length }, (_, at) => numberOf(bits.slice(12 + at * 8, 20 + at * 8))))
}

const numberOf = (bits: readonly boolean[]): number => bits.reduce((number, bit) => number * 2 + Number(bit), 0)

/** Two columns at a time from the right, up and down by turns, leaving out the column of the timing pattern. */
function* wayThrough(size: number): Generator<readonly [row: number, column: number]> {
  let isUpward = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const row = isUpward ? size - 1 - step : step
      yield [row, right]
      yield [row, right - 1]
    }
    isUpward = !isUpward
  }
}

/** Finders with their margins and the format beside them, timing, and the alignment pattern. */
function isFixed(size: number, row: number, column: number): boolean {
  const [isTop, isLeft] = [row < 9, column < 9]
  const isFinder = (isTop && isLeft) || (isTop && column >= size - 8) || (row >= size - 8 && isLeft)
  const isAlignment = size > 21 && Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2
  return isFinder || isAlignment || row === 6 || column === 6
}
