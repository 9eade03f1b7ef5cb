/** Draws an address as a square code that a phone's camera reads. Loaded when asked for: the library is larger than the page's script. */
import { encode } from 'uqr'

const SVG = 'http://www.w3.org/2000/svg'
/** Modules of white around the code, without which cameras may miss it (ISO/IEC 18004: four). */
const QUIET_MODULES = 4

export function drawCode(address: string, name: string): SVGSVGElement {
  const { data, size } = encode(address, { ecc: 'M', border: QUIET_MODULES })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`)
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', name)
  svg.setAttribute('shape-rendering', 'crispEdges')
  // Dark on light in both themes: many cameras read nothing else.
  svg.append(
    draw('rect', { width: String(size), height: String(size), fill: '#fff' }),
    draw('path', { d: dark.join(''), fill: '#000' }),
  )
  return svg
}

function draw(tag: 'rect' | 'path', attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}
