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
  else say(word('failed'), ...(await supportCodeOf(answer, word('support-code'))))
})

async function supportCodeOf(answer: Response | undefined, words: string): Promise<readonly (string | Node)[]> {
  if (!answer?.headers.get('content-type')?.startsWith('application/problem+json')) return []
  const code = document.createElement('strong')
  code.className = 'ref'
  code.textContent = ((await answer.json()) as Problem).ref
  return [` ${words} `, code]
}
