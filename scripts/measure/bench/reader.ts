/**
 * A reader in a browser that is driven by its own protocol. Playwright and Lighthouse forbid prerendering, since a page that was made
 * ready is another target than the one they hold; here every target is measured.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Line {
  /** Milliseconds for each request. */
  readonly latency: number
  readonly bytesPerSecond: number
}

interface Onward {
  /** From the press to the frame with the next heading. */
  readonly milliseconds: number
  readonly layoutShift: number
  /** What moved, and when after the page began: to find it. */
  readonly moved: readonly string[]
  /** Whether the page had been prerendered, or the step was turned to without loading anything. */
  readonly wasReady: boolean
}

export interface Reader {
  open(address: string): Promise<void>
  read(milliseconds: number): Promise<void>
  goOn(): Promise<Onward>
  close(): Promise<void>
}

/**
 * Runs in each page before its own scripts: says when it was pressed, and when a heading was drawn after it was shown, by this page or
 * by the next one.
 */
const WATCH = `(() => {
  const heading = () => document.querySelector('h1')?.textContent
  addEventListener('click', (event) => {
    globalThis.pressedAt = performance.timeOrigin + event.timeStamp
    globalThis.drawnAt = undefined
    const before = heading()
    seen((now) => now !== undefined && now !== before)
  }, true)
  // For the page that is loaded instead of this one. Writing it at the press would be measured too.
  addEventListener('pagehide', () => sessionStorage.setItem('pressed', String(globalThis.pressedAt)))
  globalThis.shift = 0
  globalThis.turned = false
  document.addEventListener('turned', () => { globalThis.turned = true })
  globalThis.moved = []
  new PerformanceObserver((list) => {
    for (const { value, sources, startTime } of list.getEntries()) {
      globalThis.shift += value
      for (const { node } of sources) globalThis.moved.push(Math.round(startTime) + ' ms: ' + (node?.outerHTML ?? node?.textContent ?? '?').slice(0, 80))
    }
  }).observe({ type: 'layout-shift', buffered: true })
  // A message sent while a frame is made arrives when it is drawn.
  const seen = (isIt) => requestAnimationFrame(() => {
    if (!isIt(heading())) { seen(isIt); return }
    const channel = new MessageChannel()
    channel.port1.onmessage = () => { globalThis.drawnAt = performance.timeOrigin + performance.now() }
    channel.port2.postMessage('')
  })
  const first = () => seen((now) => now !== undefined)
  if (document.prerendering) document.addEventListener('prerenderingchange', first, { once: true })
  else first()
})()`

/** Where to press, in CSS pixels. */
const PLACE_OF_BUTTON = `(() => {
  const button = document.querySelector('.bar a.button')
  button.scrollIntoView({ block: 'center', behavior: 'instant' })
  const { x, y, width, height } = button.getBoundingClientRect()
  return x + width / 2 + ' ' + (y + height / 2)
})()`

interface Message {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly params?: { readonly sessionId?: string; readonly targetInfo?: { readonly type: string; readonly subtype?: string } }
  readonly result?: { readonly result?: { readonly value?: unknown } }
  readonly error?: { readonly message: string }
}

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

/** From the last scrolling to the press: a hand takes longer, and what scrolling starts is not what is measured. */
const AIMING_MS = 200

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

export async function openReader(
  browser: string,
  how: { readonly slowed: number; readonly line: Line | undefined },
): Promise<Reader> {
  const profile = mkdtempSync(join(tmpdir(), 'guide-reader-'))
  const flags = [
    ...FLAGS,
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
  ]
  const child = spawn(browser, [...flags, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const socket = new WebSocket(await findAddress(child))
  await once(socket, 'open')
  const waiting = new Map<number, (message: Message) => void>()
  const pages: string[] = []
  let last = 0
  const send = (method: string, params: object = {}, sessionId?: string): Promise<Message> =>
    new Promise((done) => {
      last += 1
      waiting.set(last, done)
      socket.send(JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
    })
  /** Nothing is waited for in between: a page that waits for its debugger answers some of it only after it runs. */
  const prepare = async (session: string, type: string): Promise<void> => {
    const asked: [method: string, params?: object][] = [
      ['Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }],
    ]
    if (type === 'page') {
      asked.push(['Page.enable'], ['Page.addScriptToEvaluateOnNewDocument', { source: WATCH }])
      asked.push(['Emulation.setCPUThrottlingRate', { rate: how.slowed }])
      if (how.line !== undefined) {
        const { latency, bytesPerSecond } = how.line
        const throughput = { downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond }
        asked.push(['Network.enable'], ['Network.emulateNetworkConditions', { offline: false, latency, ...throughput }])
      }
    }
    asked.push(['Runtime.runIfWaitingForDebugger'])
    await Promise.race([Promise.all(asked.map(([method, params]) => send(method, params, session))), wait(1_000)])
    if (type === 'page') pages.push(session)
  }
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    if (message.id !== undefined) {
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
    } else if (message.method === 'Target.attachedToTarget' && message.params?.sessionId !== undefined) {
      void prepare(message.params.sessionId, message.params.targetInfo?.type ?? '')
    } else if (message.method === 'Target.detachedFromTarget') {
      const gone = pages.indexOf(message.params?.sessionId ?? '')
      if (gone !== -1) pages.splice(gone, 1)
    }
  })
  /** @returns undefined too when the page has gone meanwhile: nobody answers for it */
  const ask = (session: string, expression: string): Promise<unknown> =>
    Promise.race([
      send('Runtime.evaluate', { expression, userGesture: true }, session).then(({ result }) => result?.result?.value),
      wait(1_000),
    ])
  /** The page that the reader sees: the others are being made ready. */
  const shown = async (until: string): Promise<string> => {
    for (let tries = 0; tries < 400; tries += 1) {
      for (const session of pages) {
        if ((await ask(session, `!document.prerendering && document.visibilityState === 'visible' && (${until})`)) === true)
          return session
      }
      await wait(25)
    }
    throw new Error(`no page came to be: ${until}`)
  }
  // A page of a tab is reached through the tab: the page made ready for it is attached beside it.
  await send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'tab' }, { type: 'page', exclude: true }, {}],
  })

  return {
    open: async (address) => {
      const session = await shown('true')
      await send('Page.navigate', { url: address }, session)
      await shown(`location.href === ${JSON.stringify(address)} && globalThis.drawnAt !== undefined`)
    },
    read: wait,
    goOn: async () => {
      const session = await shown('document.querySelector(".bar a.button") !== null')
      const from = await ask(session, 'location.href')
      const place = (await ask(session, PLACE_OF_BUTTON)) as string
      await wait(AIMING_MS)
      const [x, y] = place.split(' ').map(Number)
      const press = { x, y, button: 'left', clickCount: 1 }
      void send('Input.dispatchMouseEvent', { type: 'mousePressed', ...press }, session)
      void send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...press }, session)
      // Asking takes the page's own time, so nobody asks while it turns: the page notes by itself when it was drawn.
      await wait(500)
      const next = await shown(`location.href !== ${JSON.stringify(from)} && globalThis.drawnAt !== undefined`)
      await wait(300)
      const told = (await ask(
        next,
        'JSON.stringify([drawnAt - (globalThis.pressedAt ?? Number(sessionStorage.getItem("pressed"))), shift, turned || performance.getEntriesByType("navigation")[0].activationStart > 0, moved])',
      )) as string
      const [milliseconds, layoutShift, wasReady, moved] = JSON.parse(told) as [number, number, boolean, string[]]
      return { milliseconds, layoutShift, wasReady, moved }
    },
    close: async () => {
      const ended = once(child, 'close')
      // A browser that is gone before it has answered is closed too.
      void send('Browser.close')
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** @returns where the browser listens, which it says on its standard error */
async function findAddress(child: ChildProcess): Promise<string> {
  let said = ''
  for await (const piece of child.stderr ?? []) {
    said += piece
    const found = /ws:\/\/\S+/.exec(said)
    if (found !== null) return found[0]
  }
  throw new Error(`The browser did not start:\n${said}`)
}
