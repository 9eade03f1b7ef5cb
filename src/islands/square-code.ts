import { encode } from 'uqr'

/** Modules of white around the code, without which cameras may miss it (ISO/IEC 18004: four). */
const QUIET_MODULES = 4

/** An address as a square code that a phone's camera reads. @returns its side in modules, and the path of the dark ones */
export function squareCode(address: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(address, { ecc: 'M', border: QUIET_MODULES })
  return { size, path: data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('') }
}
