/** Sends a form as the browser would, without leaving the page. @returns undefined when no answer came */
export const sendForm = (form: HTMLFormElement, submitter: HTMLElement | null): Promise<Response | undefined> =>
  fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json' },
    // A form of text alone: no field is a file.
    body: new URLSearchParams([...new FormData(form, submitter)].map(([name, value]) => [name, String(value)])),
  }).catch(() => undefined)
