import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { checkContent } from '../../src/guide/check/check.ts'
import { type ContentFault, describeFaults } from '../../src/guide/check/explain.ts'
import { readContent } from '../../src/guide/content.ts'

/** A copy of the real content, or of a part of it, that a test may spoil. */
export interface Sandbox {
  readonly root: string
  readonly read: (path: string) => string
  readonly write: (path: string, text: string) => void
  /** Replaces a part of a file that must be there. */
  readonly change: (path: string, part: string, by: string) => void
  readonly check: () => readonly ContentFault[]
  /** As a writer sees them, without the folder of the copy. */
  readonly complaints: () => readonly string[]
}

/** @param parts what to copy, such as `problems/en/internal.md`; all of it where nothing is named */
export function createSandbox(...parts: readonly string[]): Sandbox {
  const root = mkdtempSync(join(tmpdir(), 'guide-content-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const part of parts.length === 0 ? ['.'] : parts) cpSync(join('content', part), join(root, part), { recursive: true })
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const check = () => checkContent(readContent(root))
  return {
    root,
    read,
    write,
    change(path, part, by) {
      const text = read(path)
      if (!text.includes(part)) throw new Error(`${path} does not hold ${part}`)
      write(path, text.replace(part, by))
    },
    check,
    complaints: () => describeFaults(check()).replaceAll(`${root}/`, '').split('\n').filter(Boolean),
  }
}

/** A step in the middle of a flow that leads to the one below it, whatever it is called: `  company:` in `flows/connect.yaml`. */
export function readMiddleStep({ read }: Sandbox, flow: string): string {
  const ids = [...read(`flows/${flow}.yaml`).matchAll(/^ {2}([a-z][a-z-]*):$/gm)].map(([, id = '']) => id)
  const middle = ids.at(-2)
  if (middle === undefined) throw new Error(`the flow ${flow} has no step in its middle`)
  return middle
}
