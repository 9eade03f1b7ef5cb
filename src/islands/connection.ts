/** Check now without leaving the page. Without script it's a form that does the same. */
import { nameButton, setBusy, setFree } from './busy.ts'
import { sendForm } from './send-form.ts'

/** How soon to look again while someone else's check is under way. */
const LOOK_AGAIN_MS = 5000
/** Long enough to read that Xero answered. */
const ANSWERED_MS = 800
/** The page itself says what came of these: an answer, asked too soon, Xero or our settings out of order. */
const TOLD_BY_THE_PAGE = [200, 429, 500, 503]
/** One column, and a thumb to scroll it with: tokens.css. */
const PHONE = '(max-width: 48rem)'

const status = document.querySelector<HTMLElement>('[data-check-status]')
/** One button stands in the panel, one in the bar of phones: both show what is under way. */
const buttons = [...document.querySelectorAll<HTMLButtonElement>('form[data-check] button')]

const tell = (words: string): void => {
  if (status !== null) status.textContent = words
}

let isUnderWay = false

async function check(form: HTMLFormElement): Promise<void> {
  const { asking = '' } = document.body.dataset
  isUnderWay = true
  for (const button of buttons) setBusy(button, asking)
  tell(asking)
  const answer = await sendForm(form, null)
  isUnderWay = false
  // Another account's page, or a session that has ended: the form itself leads to the page that says so.
  if (answer !== undefined && !TOLD_BY_THE_PAGE.includes(answer.status)) return form.submit()
  if (answer?.ok !== false) for (const button of buttons) setFree(button)
  if (answer === undefined) return tell(status?.dataset['unreached'] ?? '')
  if (answer.ok) {
    const { asked = '' } = form.dataset
    for (const button of buttons) nameButton(button, asked)
    tell(asked)
  }
  const page = answer.status === 429 ? `${location.pathname}?again=soon` : location.pathname
  setTimeout(() => location.assign(page), answer.ok ? ANSWERED_MS : 0)
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-check]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isUnderWay) void check(form)
  })
}

// What few come for is folded away on a phone; on paper it's unfolded again.
if (matchMedia(PHONE).matches) {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('[data-folds]')) fold.open = false
}

if (document.querySelector('[data-looking]') !== null) setTimeout(() => location.reload(), LOOK_AGAIN_MS)
