/** What to send to the customer: the message in their language, one press to copy it, and the page as they'll see it. */
import { createSignal, For, type JSX, Show } from 'solid-js'
import type { DeskCard } from '../../contract/desk-cards.ts'
import { LOCALES, type Locale } from '../../contract/languages.ts'
import { CardLinks } from './CardLinks.tsx'
import { Copy } from './Copy.tsx'
import { cardsOf } from './cards.ts'
import { useDesk } from './desk-context.ts'
import { type Customer, writeMessage } from './message.ts'

const LANGUAGES: Readonly<Record<Locale, { readonly name: string; readonly lang: string }>> = {
  en: { name: 'English', lang: 'en' },
  'zh-hans': { name: '中文', lang: 'zh-Hans' },
}

interface Props {
  readonly card: DeskCard
  readonly locale?: Locale | undefined
  readonly customer?: Customer
  /** What else may help; the page's own without it. */
  readonly others?: readonly string[]
}

export function AnswerCard(props: Props): JSX.Element {
  const { file } = useDesk()
  const [locale, setLocale] = createSignal<Locale>(props.locale ?? 'en')
  const words = () => props.card.words[locale()]
  const address = () => location.origin + words().address
  const message = () =>
    writeMessage({
      card: words(),
      words: file.message[locale()],
      locale: locale(),
      customer: props.customer ?? {},
      origin: location.origin,
    })
  return (
    <div class="desk-answer desk-side">
      <section class="panel" aria-labelledby="answer">
        <div class="desk-panel-head">
          <h2 id="answer">Answer to send</h2>
          <fieldset class="desk-languages">
            <legend class="sr">Language of the answer</legend>
            <For each={LOCALES}>
              {(each) => (
                <label lang={LANGUAGES[each].lang}>
                  <input
                    type="radio"
                    name="answer-language"
                    class="sr"
                    checked={locale() === each}
                    onChange={() => setLocale(each)}
                  />
                  <span>{LANGUAGES[each].name}</span>
                </label>
              )}
            </For>
          </fieldset>
        </div>
        <p>
          <strong>{props.card.words.en.title}</strong>
        </p>
        <p class="desk-message" lang={LANGUAGES[locale()].lang}>
          {message()}
        </p>
        <div class="row">
          <Copy text={message()} label="Copy the answer" isFilled />
          <Copy text={address()} label="Link only" />
        </div>
        <p class="hint">
          {props.locale === undefined ? 'Choose the customer’s language.' : 'In the customer’s language.'} It names no password,
          code or key.
        </p>
      </section>
      <CardPreview words={words()} lang={LANGUAGES[locale()].lang} />
      <Show when={cardsOf(file, props.others ?? props.card.others)}>
        {(others) => <CardLinks title="If that doesn’t help" cards={others()} />}
      </Show>
    </div>
  )
}

/** The page in short. It can't be shown in a frame: no page of ours may be. */
const CardPreview = (props: { readonly words: DeskCard['words']['en']; readonly lang: string }): JSX.Element => (
  <details class="box">
    <summary>The page as they see it</summary>
    <div class="desk-preview" lang={props.lang}>
      <p>
        <strong>{props.words.title}</strong>
      </p>
      <p>{props.words.note}</p>
      <Show when={props.words.answer}>
        <p>
          <strong>{props.words.answer}</strong>
        </p>
      </Show>
      <ol>
        <For each={props.words.todo}>{(text) => <li>{text}</li>}</For>
      </ol>
    </div>
    <p>
      <a href={props.words.address} target="_blank" rel="noopener">
        Open the page<span class="sr"> (in a new tab)</span>
      </a>
    </p>
  </details>
)
