/** Bars by step: who stopped there, and how many of them are connected now. */
import { For, type JSX } from 'solid-js'
import { titleOfStep } from './cards.ts'
import { useDesk } from './desk-context.ts'
import type { StepCount } from './stuck-steps.ts'

export function StepPicture(props: { readonly steps: readonly StepCount[] }): JSX.Element {
  const { file } = useDesk()
  const most = () => Math.max(1, ...props.steps.map(({ stopped }) => stopped))
  return (
    <figure class="desk-steps">
      <figcaption>Accounts that stopped or failed, by step. The filled part is connected now.</figcaption>
      <ul>
        <For each={props.steps}>
          {({ step, stopped, through }) => (
            <li>
              <span>{titleOfStep(file, step)}</span>
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="all" width={(100 * stopped) / most()} height="6" />
                <rect class="through" width={(100 * through) / most()} height="6" />
              </svg>
              <small>
                {through} of {stopped} got through
              </small>
            </li>
          )}
        </For>
      </ul>
    </figure>
  )
}
