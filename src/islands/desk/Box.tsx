/** The one box. */
import { createSignal, type JSX, onMount } from 'solid-js'
import { findSupportCode } from '../../contract/support-code.ts'
import { isForInputMethod } from '../input-method.ts'

interface Props {
  readonly find: (query: string) => Promise<void>
  readonly isBusy: boolean
  readonly hasFocus: boolean
}

/** What the words look like, before they're looked for. */
const kindOf = (query: string): string => {
  if (query.trim() === '') return ''
  if (findSupportCode(query) !== undefined) return 'Support code'
  return /\S@\S/.test(query) ? 'Email address' : ''
}

export function Box(props: Props): JSX.Element {
  const [query, setQuery] = createSignal('')
  let box: HTMLInputElement | undefined
  onMount(() => {
    if (props.hasFocus) box?.focus()
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (query().trim() !== '' && !props.isBusy) void props.find(query().trim())
  }
  return (
    <search>
      <form class="desk-box" onSubmit={submit}>
        <svg class="icon" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
          <circle cx="6.500" cy="6.500" r="4.500" />
          <path d="M10 10l4 4" />
        </svg>
        <label class="sr" for="query">
          Support code, account, organisation, email address, or the customer’s own words
        </label>
        <input
          id="query"
          ref={(made) => (box = made)}
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && isForInputMethod(event)) event.preventDefault()
          }}
          maxlength="200"
          autocomplete="off"
          spellcheck={false}
          placeholder="Code, account, email or the customer’s words"
        />
        <span class="desk-kind">{kindOf(query())}</span>
        <button type="submit" class="button quiet" aria-disabled={props.isBusy}>
          Find
        </button>
      </form>
    </search>
  )
}
