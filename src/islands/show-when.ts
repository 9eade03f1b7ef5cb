/** Shows of a place's parts those that are for now: `data-when` of each lists the states it is for. */
export function showWhen(place: ParentNode, ...now: readonly string[]): void {
  for (const part of place.querySelectorAll<HTMLElement>('[data-when]')) {
    part.hidden = !part.dataset['when']?.split(' ').some((state) => now.includes(state))
  }
}
