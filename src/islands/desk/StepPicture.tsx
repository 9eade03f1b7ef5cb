/** Bars by step: how many got through, and how many were stuck there. */
import { For, type JSX } from 'solid-js'
import type { DeskStuck } from '../../contract/desk.ts'
import { titleOfStep } from './cards.ts'
import { useDesk } from './desk-context.ts'

export function StepPicture(props: { readonly steps: DeskStuck['steps'] }): JSX.Element {
  const { file } = useDesk()
  const most = () => Math.max(1, ...props.steps.map(({ through, stuck }) => through + stuck))
  const share = (count: number) => (100 * count) / most()
  return (
    <figure class="desk-steps">
      <figcaption>How many got through each step. The rest was stuck there.</figcaption>
      <ul>
        <For each={props.steps}>
          {({ step, through, stuck }) => (
            <li>
              <span>{titleOfStep(file, step)}</span>
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="through" width={share(through)} height="6" />
                <rect class="stuck" x={share(through)} width={share(stuck)} height="6" />
              </svg>
              <small>
                {through} got through, {stuck} stuck
              </small>
            </li>
          )}
        </For>
      </ul>
    </figure>
  )
}
