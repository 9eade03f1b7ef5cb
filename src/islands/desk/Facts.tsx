/** Facts on lines: what it's called, and what it is. */
import { For, type JSX } from 'solid-js'

/** Undefined ones are left out. */
export type Fact = readonly [name: string, value: JSX.Element, more?: JSX.Element] | undefined

export const Facts = (props: { readonly facts: readonly Fact[] }): JSX.Element => (
  <dl class="desk-facts">
    <For each={props.facts.filter((fact) => fact !== undefined)}>
      {([name, value, more]) => (
        <div>
          <dt>{name}</dt>
          <dd>
            <strong>{value}</strong>
            {more !== undefined && <small>{more}</small>}
          </dd>
        </div>
      )}
    </For>
  </dl>
)
