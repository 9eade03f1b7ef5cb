/** Sends a comment without leaving the page: what was written stays there when it could not be taken. */
import type { Problem } from '../contract/wire.ts'
import { sendForm } from './send-form.ts'

const form = document.querySelector<HTMLFormElement>('[data-comment-form]')
form?.addEventListener('submit', async (event) => {
  event.preventDefault()
  if (form.hasAttribute('data-busy')) return
  const say = (...words: (string | Node)[]) => form.querySelector('[role=status]')?.replaceChildren(...words)
  const word = (name: string) => form.getAttribute(`data-${name}`) ?? ''
  form.setAttribute('data-busy', '')
  say(word('sending'))
  const answer = await sendForm(form, event.submitter)
  form.removeAttribute('data-busy')
  if (answer?.ok === true) {
    for (const field of form.querySelectorAll('textarea')) field.value = ''
    say(...(document.querySelector('#comment-noted')?.cloneNode(true).childNodes ?? []))
  } else if (answer?.status === 429) say(word('too-soon'))
  else if (answer?.status === 401) say(word('lost'))
  else if (answer?.status === 409) say(`${word('other-account')} `, otherAccountLink(form))
  else say(word('failed'), ...(await supportCodeOf(answer, word('support-code'))))
})

/** The page that names both accounts knows this one by its mark, and leads back here. */
function otherAccountLink(from: HTMLFormElement): HTMLAnchorElement {
  const link = document.createElement('a')
  const mark = String(new FormData(from).get('visit') ?? '')
  link.href = `${from.dataset['otherAccountPage']}?${new URLSearchParams({ visit: mark, from: location.pathname })}`
  link.textContent = from.dataset['otherAccountLink'] ?? ''
  return link
}

async function supportCodeOf(answer: Response | undefined, words: string): Promise<readonly (string | Node)[]> {
  if (!answer?.headers.get('content-type')?.startsWith('application/problem+json')) return []
  const code = document.createElement('strong')
  code.className = 'ref'
  code.textContent = ((await answer.json()) as Problem).ref
  return [` ${words} `, code]
}
