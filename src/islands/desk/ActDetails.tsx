/** What some acts need beside the reason. Field names are those of the order. */
import { createUniqueId, For, type JSX, Match, Show, Switch } from 'solid-js'
import type { DeskAccount, DeskAct } from '../../contract/desk.ts'
import { inLocale, localeOfTag } from '../../contract/languages.ts'
import { nowSeconds } from './desk-context.ts'
import { HANDOVER_STATES } from './HandoverList.tsx'
import { momentWithin } from './when.ts'

/** Where a link may lead. */
const PAGES = [
  ['/connection/', 'Their connection'],
  ['/', 'The guide’s first page'],
  ['/connect/log-in/', 'Log in to Xero'],
  ['/connect/organisation/', 'Choose the organisation'],
  ['/reconnect/why-it-ended/', 'Reconnect'],
] as const

interface Props {
  readonly act: DeskAct
  readonly found: () => DeskAccount | undefined
}

export function ActDetails(props: Props): JSX.Element {
  const locale = () => localeOfTag(props.found()?.locale)
  const open = () => props.found()?.handovers.handovers.filter(({ state }) => state === 'open' || state === 'opened') ?? []
  const names = () => props.found()?.connection.organisations ?? []
  return (
    <Switch>
      <Match when={props.act === 'link'}>
        <Choice name="goto" label="Which page?" options={PAGES.map(([page, title]) => [inLocale(locale(), page), title])} />
      </Match>
      <Match when={props.act === 'handover'}>
        <Show when={names().length > 0}>
          <Choice
            name="organisation"
            label="Which organisation is to be reconnected?"
            options={[['', 'None in particular'], ...names().map(({ tenantId, name }) => [tenantId, name] as const)]}
          />
        </Show>
        <Field name="why" label="What the helper reads about the reason (optional)" length={300} />
        <Field name="email" label="Mail it to (optional)" type="email" length={254} />
      </Match>
      <Match when={props.act === 'revoke-handover'}>
        <Show when={open().length > 0} fallback={<p class="hint">No link can be revoked: none is open.</p>}>
          <Choice
            name="id"
            label="Which link?"
            options={open().map(
              ({ id, state, madeAt }) => [id, `${HANDOVER_STATES[state]}, made ${momentWithin(madeAt, nowSeconds())}`] as const,
            )}
          />
        </Show>
      </Match>
    </Switch>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly options: readonly (readonly [value: string, words: string])[]
  /** Chosen at first; the first one without it. */
  readonly value?: string | undefined
}

export function Choice(props: ChoiceProps): JSX.Element {
  const id = createUniqueId()
  return (
    <>
      <label for={id}>{props.label}</label>
      <select id={id} name={props.name}>
        <For each={props.options}>
          {([value, words]) => (
            <option value={value} selected={value === props.value}>
              {words}
            </option>
          )}
        </For>
      </select>
    </>
  )
}

function Field(props: {
  readonly name: string
  readonly label: string
  readonly length: number
  readonly type?: string
}): JSX.Element {
  const id = createUniqueId()
  return (
    <>
      <label for={id}>{props.label}</label>
      <input id={id} name={props.name} type={props.type ?? 'text'} maxlength={props.length} autocomplete="off" />
    </>
  )
}
