/** Check now without leaving the page. Without script it's a form that does the same. */
import { sendForm } from './send-form.ts'

/** How soon to look again while someone else's check is under way. */
const LOOK_AGAIN_MS = 5000
/** Long enough to read that Xero answered. */
const ANSWERED_MS = 800
/** The page itself says what came of these: an answer, asked too soon, Xero or our settings out of order. */
const TOLD_BY_THE_PAGE = [200, 429, 500, 503]

const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-check]')]
const status = document.querySelector<HTMLElement>('[data-check-status]')

/** One form stands in the panel, one in the bar of phones: both show what is under way. */
function show(words: string | undefined, { busy }: { readonly busy: boolean }): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('form[data-check] button')) {
    button.toggleAttribute('aria-disabled', busy)
    if (busy) button.setAttribute('aria-disabled', 'true')
    const label = button.querySelector('span')
    button.dataset['words'] ??= label?.textContent ?? ''
    if (label !== null) label.textContent = words ?? button.dataset['words']
  }
}

let isUnderWay = false

async function check(form: HTMLFormElement): Promise<void> {
  const { asking = '', asked = '' } = form.dataset
  isUnderWay = true
  show(asking, { busy: true })
  if (status !== null) status.textContent = asking
  const answer = await sendForm(form, null)
  isUnderWay = false
  if (answer === undefined) {
    show(undefined, { busy: false })
    if (status !== null) status.textContent = status.dataset['unreached'] ?? ''
    return
  }
  // Another account's page, or a session that has ended: the form itself leads to the page that says so.
  if (!TOLD_BY_THE_PAGE.includes(answer.status)) return form.submit()
  if (answer.ok) {
    show(asked, { busy: false })
    if (status !== null) status.textContent = asked
  }
  const page = answer.status === 429 ? `${location.pathname}?again=soon` : location.pathname
  setTimeout(() => location.assign(page), answer.ok ? ANSWERED_MS : 0)
}

for (const form of forms) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isUnderWay) void check(form)
  })
}

if (document.querySelector('[data-looking]') !== null) setTimeout(() => location.reload(), LOOK_AGAIN_MS)
