/** Tells a person who waits for a helper that the connection has changed. Asks less and less often, and only while the page is looked at. */
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 60_000
const SLOWER = 1.4
const GIVE_UP_AFTER_MS = 60 * 60_000

interface Seen {
  readonly state: string
  readonly authorisedAt?: number
  readonly organisations: readonly { readonly tenantId: string }[]
}

/** @returns undefined when there was no answer; `over` when this page no longer belongs to the browser's visit */
async function look(mark: string): Promise<string | 'over' | undefined> {
  const answer = await fetch('/api/connection', { headers: { accept: 'application/json', Visit: mark } }).catch(() => undefined)
  if (answer === undefined) return undefined
  if (!answer.ok) {
    await answer.body?.cancel()
    return answer.status === 401 || answer.status === 409 ? 'over' : undefined
  }
  const { state, authorisedAt, organisations } = (await answer.json()) as Seen
  return JSON.stringify([state, authorisedAt, organisations.map(({ tenantId }) => tenantId)])
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const isLookedAt = (): Promise<unknown> =>
  document.visibilityState === 'visible'
    ? Promise.resolve()
    : new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }))

async function watch(news: HTMLElement, mark: string): Promise<void> {
  const before = await look(mark)
  const until = Date.now() + GIVE_UP_AFTER_MS
  for (let wait = FIRST_WAIT_MS; Date.now() < until && news.isConnected; wait = Math.min(LONGEST_WAIT_MS, wait * SLOWER)) {
    await pause(wait)
    await isLookedAt()
    const present = await look(mark)
    if (present === 'over') return
    if (present === undefined || present === before) continue
    news.hidden = false
    return
  }
}

const place = document.querySelector<HTMLElement>('[data-handover-news]')
if (place !== null) void watch(place, place.getAttribute('data-handover-news') ?? '')
