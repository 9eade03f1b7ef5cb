import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { checkContent } from '../../src/guide/check/check.ts'
import { type ContentFault, describeFaults } from '../../src/guide/check/explain.ts'
import { readContent } from '../../src/guide/content.ts'

/** A copy of the real content that a test may spoil. */
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

export function createSandbox(): Sandbox {
  const root = mkdtempSync(join(tmpdir(), 'guide-content-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  cpSync('content', root, { recursive: true })
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const write = (path: string, text: string) => writeFileSync(join(root, path), text)
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
