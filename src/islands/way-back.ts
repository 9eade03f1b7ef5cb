import { readAccount } from '../store/account-cookie.ts'
import { createLeftStep } from '../store/left-step.ts'
import { openStorage } from '../store/open-storage.ts'

/** On a problem page: leads back to the step that the reader left for it. `data-way-back` names the flows. */
const link = document.querySelector<HTMLAnchorElement>('a[data-way-back]')
const flows = link?.dataset['wayBack']?.split(' ') ?? []
const account = readAccount(document.cookie)
const address = createLeftStep(openStorage('sessionStorage'), location.origin, flows, account).follow(document.referrer)
if (link && address !== undefined) {
  link.href = address
  link.hidden = false
}
