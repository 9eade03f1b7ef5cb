import { encode } from 'uqr'

/** Modules of white around the code, without which cameras may miss it (ISO/IEC 18004: four). */
const QUIET_MODULES = 4

/**
 * An address as a square code that a phone's camera reads.
 *
 * @returns its side in modules, and the path of the dark ones: each run of neighbours in a row is one line, to be drawn as a
 *   stroke one module wide
 */
export function squareCode(address: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(address, { ecc: 'M', border: QUIET_MODULES })
  return { size, path: data.map(drawRow).join('') }
}

function drawRow(row: readonly boolean[], y: number): string {
  const line = row.map((isDark) => (isDark ? '#' : ' ')).join('')
  let end = 0
  return [...line.matchAll(/#+/g)]
    .map(({ 0: { length }, index }) => {
      const move = end === 0 ? `M${index} ${y}.5` : `m${index - end} 0`
      end = index + length
      return `${move}h${length}`
    })
    .join('')
}
