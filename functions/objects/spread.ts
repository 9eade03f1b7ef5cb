/** FNV-1a: spreads names evenly, and always gives a name the same place. Pure. @returns from 0 to just under 1 */
export function spreadOf(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}
