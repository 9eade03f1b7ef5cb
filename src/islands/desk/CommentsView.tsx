/** What people from miStable wrote about steps: approve, answer, remove. */
import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import { LONGEST_COMMENT } from '../../contract/comment-limits.ts'
import type { DeskComment, DeskCommentOrder, DeskComments } from '../../contract/desk.ts'
import { ask, type Failure } from './ask.ts'
import { mayAct, nowSeconds, useDesk } from './desk-context.ts'
import { Heading } from './Heading.tsx'
import { createLoading, FailureNote, Loaded } from './Loaded.tsx'
import { commentsQuery, hashOf } from './views.ts'
import { momentOf } from './when.ts'

export function CommentsView(props: { readonly all: boolean; readonly after: number | undefined }): JSX.Element {
  const desk = useDesk()
  const view = (after: number | undefined) => ({ at: 'comments' as const, all: props.all, ...(after && { after }) })
  const loading = createLoading<DeskComments>(() => ask(`comments${commentsQuery(view(props.after))}`))
  const [said, setSaid] = createSignal<string>()
  let note: HTMLParagraphElement | undefined
  const tell = async (text: string): Promise<void> => {
    setSaid(text)
    await loading.again()
    // The button that was pressed may be gone.
    note?.focus()
  }
  return (
    <>
      <Heading>Comments</Heading>
      <nav class="desk-choices" aria-label="Which comments">
        <a href={hashOf({ at: 'comments', all: false })} aria-current={props.all ? undefined : 'true'}>
          Those that wait
        </a>
        <a href={hashOf({ at: 'comments', all: true })} aria-current={props.all ? 'true' : undefined}>
          All
        </a>
      </nav>
      <Show when={!mayAct(desk)}>
        <p class="note" id="may-not-act">
          You may look, not act. Ask someone who may: whoever runs the guide keeps the list.
        </p>
      </Show>
      <Show when={said()}>
        {(text) => (
          <p class="note" tabindex="-1" ref={(made) => (note = made)}>
            {text()}
          </p>
        )}
      </Show>
      <Loaded loading={loading}>
        {({ comments, next }) => (
          <Show
            when={comments.length > 0}
            fallback={<p class="desk-lede">{props.all ? 'Nobody has written yet.' : 'None waits.'}</p>}
          >
            <ul class="desk-comments">
              <For each={comments}>{(comment) => <Comment comment={comment} tell={tell} />}</For>
            </ul>
            <Show when={next}>
              <a class="button quiet" href={hashOf(view(next))}>
                Show later ones
              </a>
            </Show>
          </Show>
        )}
      </Loaded>
    </>
  )
}

const SAID: Readonly<Record<DeskCommentOrder['act'], string>> = {
  approve: 'Approved: everybody can read it now.',
  reply: 'Answered: everybody can read both now.',
  remove: 'Removed.',
}

function Comment(props: { readonly comment: DeskComment; readonly tell: (text: string) => Promise<void> }): JSX.Element {
  const desk = useDesk()
  const id = createUniqueId()
  const { comment } = props
  const [failure, setFailure] = createSignal<Failure>()
  const [stage, setStage] = createSignal<'idle' | 'sure'>('idle')
  const act = async (order: DeskCommentOrder): Promise<void> => {
    const answer = await ask('comments', order)
    if (answer.ok) await props.tell(SAID[order.act])
    else setFailure(answer.error)
  }
  const reply = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault()
    void act({ act: 'reply', id: comment.id, text: String(new FormData(event.currentTarget).get('text')) })
  }
  return (
    <li>
      <p class="hint">
        <strong>{comment.name}</strong> on <a href={comment.page}>{comment.page}</a> ·{' '}
        <a href={hashOf({ at: 'account', account: comment.account })}>{comment.account}</a> ·{' '}
        {momentOf(comment.writtenAt, nowSeconds())} · {comment.shownAt === null ? 'waiting' : 'shown to everybody'}
      </p>
      <p class="desk-comment" lang={comment.locale}>
        {comment.text}
      </p>
      <Show when={comment.reply}>{(text) => <p class="note">Our answer: {text()}</p>}</Show>
      <fieldset disabled={!mayAct(desk)} aria-describedby={mayAct(desk) ? undefined : 'may-not-act'}>
        <legend class="sr">Comment {comment.id}</legend>
        <div class="row">
          <Show when={comment.shownAt === null}>
            <button type="button" class="button quiet" onClick={() => act({ act: 'approve', id: comment.id })}>
              Approve
            </button>
          </Show>
          <button
            type="button"
            class="button danger"
            onClick={() => (stage() === 'sure' ? act({ act: 'remove', id: comment.id }) : setStage('sure'))}
          >
            {stage() === 'sure' ? 'Yes, remove it for ever' : 'Remove…'}
          </button>
        </div>
        <details class="box">
          <summary>Answer</summary>
          <form class="desk-act" onSubmit={reply}>
            <label for={id}>Everybody can read the answer, and the comment with it.</label>
            <textarea id={id} name="text" required maxlength={LONGEST_COMMENT} rows="3" />
            <div class="row">
              <button type="submit" class="button quiet">
                Send the answer
              </button>
            </div>
          </form>
        </details>
      </fieldset>
      <Show when={failure()}>{(failed) => <FailureNote failure={failed()} />}</Show>
    </li>
  )
}
