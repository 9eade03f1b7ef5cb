/** The desk: its head, the one box, and the view that the address names. */
import { createSignal, ErrorBoundary, For, type JSX, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { Box } from './Box.tsx'
import { DeskContext, type Desk as DeskParts } from './desk-context.ts'
import { HomeView } from './HomeView.tsx'
import { FailureNote } from './Loaded.tsx'
import {
  AccountView,
  AuditView,
  CardView,
  CodeView,
  CommentsView,
  FleetView,
  FoundView,
  SignalsView,
  StuckView,
} from './late-views.tsx'
import { createSearching } from './searching.ts'
import { hashOf, readView, type View } from './views.ts'

const PLACES: readonly (readonly [View, string])[] = [
  [{ at: 'stuck', days: 7 }, 'Who is stuck'],
  [{ at: 'fleet', filter: {} }, 'All accounts'],
  [{ at: 'comments', all: false }, 'Comments'],
  [{ at: 'signals' }, 'Signals'],
  [{ at: 'audit' }, 'Audit trail'],
]

/** Names nobody: browsers keep the titles of pages. */
const TITLES: Readonly<Record<View['at'], string>> = {
  home: '',
  found: 'Found · ',
  code: 'Support code · ',
  account: 'Account · ',
  card: 'Answer · ',
  stuck: 'Who is stuck · ',
  fleet: 'All accounts · ',
  comments: 'Comments · ',
  signals: 'Signals · ',
  audit: 'Audit trail · ',
}

/** A view that can't be fetched is one of an older build. */
const UPDATED = { title: 'This part of the desk can’t be loaded.', detail: 'It may just have been updated.', isLoggedOut: true }

export function Desk(props: Omit<DeskParts, 'announce' | 'isFocusMoving'>): JSX.Element {
  const [view, setView] = createSignal(readView(location.hash))
  const [said, setSaid] = createSignal('')
  const searching = createSearching(props.file)
  const isBare = location.hash === ''
  let hasMoved = !isBare
  const follow = (): void => {
    const next = readView(location.hash)
    hasMoved = true
    document.title = `${TITLES[next.at]}Support desk`
    setView(next)
  }
  onMount(() => addEventListener('hashchange', follow))
  onCleanup(() => removeEventListener('hashchange', follow))

  const show = (now: View): JSX.Element => {
    switch (now.at) {
      case 'code':
        return <CodeView code={now.code} look={() => searching.lookAt(now.code)} />
      case 'account':
        return <AccountView account={now.account} />
      case 'card':
        return <CardView id={now.id} locale={searching.locale()} />
      case 'stuck':
        return <StuckView days={now.days} />
      case 'fleet':
        return <FleetView filter={now.filter} />
      case 'comments':
        return <CommentsView all={now.all} after={now.after} />
      case 'signals':
        return <SignalsView />
      case 'audit':
        return <AuditView account={now.account} />
      case 'found':
        return (
          <Show when={searching.found()} keyed fallback={<HomeView />}>
            {(found) => <FoundView found={found} />}
          </Show>
        )
      default:
        return <HomeView />
    }
  }

  return (
    <DeskContext.Provider value={{ ...props, announce: setSaid, isFocusMoving: () => hasMoved }}>
      <header class="site desk-header">
        <a class="brand" href="#/home">
          <span class="mark" aria-hidden="true">
            m
          </span>
          Support desk
        </a>
        <span class="desk-of">miBilling and Xero</span>
        <nav aria-label="Desk">
          <For each={PLACES}>
            {([place, title]) => (
              <a href={hashOf(place)} aria-current={view().at === place.at ? 'page' : undefined}>
                {title}
              </a>
            )}
          </For>
          <a href="/problems/">Problems</a>
        </nav>
        <span class="desk-person">{props.person.email}</span>
      </header>
      <main id="content" class="desk">
        <Box find={searching.find} isBusy={searching.isBusy()} hasFocus={isBare} />
        <Show when={searching.failure()}>{(failed) => <FailureNote failure={failed()} />}</Show>
        <Show when={view()} keyed>
          {(now) => (
            <ErrorBoundary fallback={<FailureNote failure={UPDATED} />}>
              <Suspense fallback={<p class="desk-waiting">Looking…</p>}>{show(now)}</Suspense>
            </ErrorBoundary>
          )}
        </Show>
      </main>
      <p class="sr" role="status">
        {said()}
      </p>
    </DeskContext.Provider>
  )
}
