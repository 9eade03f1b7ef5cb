/**
 * The step that a reader left for a problem page, in sessionStorage, for this origin and tab only. A problem page may lead to the
 * next, and the way back stays.
 *
 * key       `guide.left-step`
 * example   /two-step/six-digit-code/ Zk3vQx_0aB-9LmTe
 *           (the step, and the account it was left for as account-cookie.ts gives it; the step alone without a session)
 * readers   the problem pages' script
 * lifetime  until the tab is closed or another step is left; another account's, or anything but the address of a step, is read as none
 * versions  the account came later: a record without one counts as left without a session, and is met by whoever is here
 */
const KEY = 'guide.left-step'

export interface LeftStep {
  /** @param referrer of the page, empty where the browser does not tell; @returns the address to go back to */
  follow(referrer: string): string | undefined
}

/**
 * @param flows whose steps count
 * @param account that the reader is here for, as `readAccount` gives it
 */
export function createLeftStep(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  origin: string,
  flows: readonly string[],
  account: string | undefined,
): LeftStep {
  const step = new RegExp(`^(?:/[a-z-]+)?/(?:${flows.join('|')})/[a-z-]+/$`)
  const readKept = (): string | undefined => {
    const [address = '', owner] = storage.getItem(KEY)?.split(' ') ?? []
    return step.test(address) && (owner === undefined || owner === account) ? address : undefined
  }
  return {
    follow(referrer) {
      if (!referrer.startsWith(`${origin}/`)) return undefined
      const { pathname } = new URL(referrer)
      if (!step.test(pathname)) return readKept()
      try {
        storage.setItem(KEY, account === undefined ? pathname : `${pathname} ${account}`)
      } catch {
        // Full or forbidden (DOMException): the next problem page does not know the way back.
      }
      return pathname
    },
  }
}
