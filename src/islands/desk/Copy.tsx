/** A button that copies, and says so. */
import { createSignal, type JSX } from 'solid-js'
import { useDesk } from './desk-context.ts'

const SAID_MILLISECONDS = 3000

interface Props {
  readonly text: string
  readonly label: string
  readonly isFilled?: boolean
}

export function Copy(props: Props): JSX.Element {
  const { announce } = useDesk()
  const [said, setSaid] = createSignal<string>()
  const copy = async (): Promise<void> => {
    const words = await navigator.clipboard.writeText(props.text).then(
      () => 'Copied',
      () => 'Couldn’t copy. Select the text and copy it.',
    )
    setSaid(words)
    announce(words)
    setTimeout(setSaid, SAID_MILLISECONDS)
  }
  return (
    <button type="button" class="button" classList={{ quiet: props.isFilled !== true }} onClick={copy}>
      <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M6 5.500h7.500v8H6zM10 5.500v-3H2.500v8H6" />
      </svg>
      <span>{said() ?? props.label}</span>
    </button>
  )
}
