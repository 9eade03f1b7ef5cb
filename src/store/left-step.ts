/**
 * The step that a reader left for a problem page, in sessionStorage, for this origin and tab only. A problem page may lead to the
 * next, and the way back stays.
 *
 * key       `guide.left-step`
 * example   /two-step/six-digit-code/
 * readers   the problem pages' script
 * lifetime  until the tab is closed or another step is left; anything but the address of a step is read as none
 */
const KEY = 'guide.left-step'

export interface LeftStep {
  /** @param referrer of the page, empty where the browser does not tell; @returns the address to go back to */
  follow(referrer: string): string | undefined
}

/** @param flows whose steps count */
export function createLeftStep(storage: Pick<Storage, 'getItem' | 'setItem'>, origin: string, flows: readonly string[]): LeftStep {
  const step = new RegExp(`^(?:/[a-z-]+)?/(?:${flows.join('|')})/[a-z-]+/$`)
  const readKept = (): string | undefined => {
    const kept = storage.getItem(KEY)
    return kept !== null && step.test(kept) ? kept : undefined
  }
  return {
    follow(referrer) {
      if (!referrer.startsWith(`${origin}/`)) return undefined
      const { pathname } = new URL(referrer)
      if (!step.test(pathname)) return readKept()
      try {
        storage.setItem(KEY, pathname)
      } catch {
        // Full or forbidden (DOMException): the next problem page does not know the way back.
      }
      return pathname
    },
  }
}
