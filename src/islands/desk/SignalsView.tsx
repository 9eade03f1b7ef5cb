/** What readers pressed, by page: the pages with the most complaints first. */
import { For, type JSX, Show } from 'solid-js'
import type { DeskSignals } from '../../contract/desk.ts'
import { inLocale, type Locale } from '../../contract/languages.ts'
import { ask } from './ask.ts'
import { Heading } from './Heading.tsx'
import { createLoading, Loaded } from './Loaded.tsx'

type Page = DeskSignals['pages'][number]

const complaints = ({ different, unhelpful }: Page): number => different + unhelpful

export function SignalsView(): JSX.Element {
  const loading = createLoading<DeskSignals>(() => ask('signals'))
  return (
    <>
      <Heading>What readers pressed</Heading>
      <p class="hint">In the last 90 days. Nothing is kept about who pressed.</p>
      <Loaded loading={loading}>
        {({ pages }) => (
          <Show when={pages.length > 0} fallback={<p class="desk-lede">Nobody has pressed anything yet.</p>}>
            <table class="desk-table">
              <thead>
                <tr>
                  <th scope="col">Page</th>
                  <th scope="col">Looks different</th>
                  <th scope="col">Not helpful</th>
                  <th scope="col">Helpful</th>
                </tr>
              </thead>
              <tbody>
                <For each={pages.toSorted((a, b) => complaints(b) - complaints(a))}>
                  {(page) => (
                    <tr>
                      <td>
                        <a href={inLocale(page.locale as Locale, page.page)}>{page.page}</a>
                        {page.locale === 'en' ? '' : ' (Chinese)'}
                        <small>{page.firstDay === page.lastDay ? page.lastDay : `${page.firstDay} to ${page.lastDay}`}</small>
                      </td>
                      <td>{page.different}</td>
                      <td>{page.unhelpful}</td>
                      <td>{page.helpful}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </Show>
        )}
      </Loaded>
    </>
  )
}
