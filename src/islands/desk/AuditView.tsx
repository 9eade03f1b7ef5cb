/** Who looked at what, who did what, and why: newest first. */
import { createSignal, For, type JSX, Show } from 'solid-js'
import type { DeskAudit, DeskAuditEntry } from '../../contract/desk.ts'
import { ask } from './ask.ts'
import { outcomeOf, whatOf } from './audit-words.ts'
import { nowSeconds } from './desk-context.ts'
import { Heading } from './Heading.tsx'
import { createLoading, Loaded } from './Loaded.tsx'
import { hashOf, queryOf } from './views.ts'
import { momentOf } from './when.ts'

export function AuditView(props: { readonly account: string | undefined }): JSX.Element {
  const loading = createLoading<DeskAudit>(() => ask(`audit${queryOf({ account: props.account })}`))
  return (
    <>
      <Heading>{props.account === undefined ? 'Audit trail' : `Audit trail of ${props.account}`}</Heading>
      <p class="hint">
        Every look and act at the desk, kept for 400 days. What else was typed into the box isn’t kept: it may be someone’s name.{' '}
        <Show when={props.account !== undefined}>
          <a href={hashOf({ at: 'audit' })}>Of all accounts</a>
        </Show>
      </p>
      <Loaded loading={loading}>{(first) => <Entries first={first} account={props.account} />}</Loaded>
    </>
  )
}

function Entries(props: { readonly first: DeskAudit; readonly account: string | undefined }): JSX.Element {
  const [entries, setEntries] = createSignal<readonly DeskAuditEntry[]>(props.first.entries)
  const [next, setNext] = createSignal(props.first.next)
  const more = async (): Promise<void> => {
    const answer = await ask<DeskAudit>(`audit${queryOf({ account: props.account, after: String(next()) })}`)
    if (!answer.ok) return
    setEntries([...entries(), ...answer.value.entries])
    setNext(answer.value.next)
  }
  return (
    <>
      <ul class="desk-rows">
        <For each={entries()}>
          {(entry) => (
            <li>
              <strong>{whatOf(entry)}</strong>
              <span>
                {entry.who}
                <Show when={entry.account}>
                  {(account) => (
                    <>
                      {' · '}
                      <a href={hashOf({ at: 'account', account: account() })}>{account()}</a>
                    </>
                  )}
                </Show>
                <Show when={entry.reason}>{(reason) => ` · “${reason()}”`}</Show>
              </span>
              <span>{outcomeOf(entry, nowSeconds())}</span>
              <small>
                {momentOf(entry.at, nowSeconds())} · {entry.ref}
              </small>
            </li>
          )}
        </For>
      </ul>
      <Show when={next()}>
        <button type="button" class="button quiet" onClick={more}>
          Show older
        </button>
      </Show>
    </>
  )
}
