import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'

/** Puts a component in the place of the server's markup. Without the place, as on a page for nobody, nothing happens. */
export function mount(place: Element | null, component: () => JSX.Element): void {
  if (place === null) return
  place.replaceChildren()
  render(component, place)
}
