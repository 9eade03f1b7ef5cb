/** Draws an address for a phone's camera. Loaded when asked for: the library is larger than the page's script. */
import { squareCode } from './square-code.ts'

const SVG = 'http://www.w3.org/2000/svg'

export function drawCode(address: string, name: string): SVGSVGElement {
  const { size, path } = squareCode(address)
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`)
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', name)
  svg.setAttribute('shape-rendering', 'crispEdges')
  // Dark on light in both themes: many cameras read nothing else.
  svg.append(draw('rect', { width: String(size), height: String(size), fill: '#fff' }), draw('path', { d: path, stroke: '#000' }))
  return svg
}

function draw(tag: 'rect' | 'path', attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}
