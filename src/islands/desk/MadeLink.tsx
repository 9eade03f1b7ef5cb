/** A link that was made, shown once: by itself, and where it's for the customer in a message to them. */
import { type JSX, Show } from 'solid-js'
import type { DeskAccount } from '../../contract/desk.ts'
import { localeOfTag } from '../../contract/languages.ts'
import { Copy } from './Copy.tsx'
import { cardIdOf, cardOf } from './cards.ts'
import { useDesk } from './desk-context.ts'
import { customerOf, writeMessage } from './message.ts'

interface Props {
  readonly link: string
  /** Of the customer that the link is for; absent for a helper's. */
  readonly found: DeskAccount | undefined
}

/** Where all is well there's no answer to send: the link goes with the step at which people begin. */
const FIRST_STEP = 'connect/log-in'

export function MadeLink(props: Props): JSX.Element {
  const { file } = useDesk()
  const message = (): string | undefined => {
    const { found, link } = props
    const card = found && (cardOf(file, cardIdOf(found)) ?? cardOf(file, FIRST_STEP))
    if (found === undefined || card === undefined) return undefined
    const locale = localeOfTag(found.locale)
    const customer = customerOf(found)
    return writeMessage({ card: card.words[locale], words: file.message[locale], locale, customer, origin: location.origin, link })
  }
  return (
    <div class="desk-made">
      <code>{props.link}</code>
      <div class="row">
        <Show when={message()}>{(text) => <Copy text={text()} label="Copy a message with it" />}</Show>
        <Copy text={props.link} label="Copy the link" />
      </div>
    </div>
  )
}
