import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** One of our commands, run as a person would: in a process group of its own, so that Ctrl-C reaches all of it. */
export interface Running {
  /** Everything it has printed. */
  output(): string
  /** @throws with the output so far when it ends without having printed this */
  untilPrinted(words: string): Promise<void>
  /** Ctrl-C in a terminal: SIGINT to the whole group. */
  pressCtrlC(): void
  readonly ended: Promise<number | null>
  /** Nothing may outlive a test, also one that failed. */
  kill(): void
}

export function runCommand(
  script: string,
  environment: Readonly<Record<string, string>> = {},
  words: readonly string[] = [],
): Running {
  const child: ChildProcess = spawn('npm', ['run', '--silent', script, '--', ...words], {
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const collect = (piece: Buffer) => {
    printed += piece
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const signal = (name: NodeJS.Signals) => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, name)
    } catch {
      // The group has ended already.
    }
  }
  return {
    output: () => printed,
    untilPrinted: async (words) => {
      const finished = ended.then(() => true)
      while (!printed.includes(words)) {
        const over = await Promise.race([finished, once(child.stdout ?? child, 'data').then(() => false)])
        if (over && !printed.includes(words)) throw new Error(`It ended without printing "${words}":\n${printed}`)
      }
    },
    pressCtrlC: () => signal('SIGINT'),
    ended,
    kill: () => signal('SIGKILL'),
  }
}
