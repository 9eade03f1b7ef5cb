import { readAccount } from '../store/account-cookie.ts'
import { createLeftStep } from '../store/left-step.ts'
import { openStorage } from '../store/open-storage.ts'

/**
 * On a problem page: leads back to the step that the reader left for it. `data-way-back` names the flows; the button leads there, too,
 * where the page's words say so (`data-back`).
 */
const link = document.querySelector<HTMLAnchorElement>('a[data-way-back]')
const flows = link?.dataset['wayBack']?.split(' ') ?? []
const account = readAccount(document.cookie)
const address = createLeftStep(openStorage('sessionStorage'), location.origin, flows, account).follow(document.referrer)
if (link && address !== undefined) {
  link.href = address
  link.hidden = false
  const button = document.querySelector<HTMLAnchorElement>('a[data-back]')
  if (button) button.href = address
}
