/** Sends a tap without leaving the page, and says the thank-you that the page holds already. */
import { sendForm } from './send-form.ts'

function wire(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-signals]')) {
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      if (form.hasAttribute('data-noted')) return
      form.setAttribute('data-noted', '')
      const said = form.querySelector('[role=status]')
      const kind = event.submitter?.getAttribute('value') ?? ''
      said?.replaceChildren(form.getAttribute('data-sending') ?? '')
      const sent = await sendForm(form, event.submitter)
      if (sent?.ok !== true) form.removeAttribute('data-noted')
      const thanks = sent?.ok === true ? form.querySelector(`#noted-${kind}`)?.cloneNode(true).childNodes : undefined
      said?.replaceChildren(...(thanks ?? [form.getAttribute('data-failed') ?? '']))
    })
  }
}

wire()
document.addEventListener('turned', wire)
