import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { JWK } from 'jose'
import type { World } from './world.ts'

/** What outlives the process: the world and the signing key, both for local play only. */
export interface Saved {
  readonly world: World
  readonly signingKey: JWK
}

const SAVE_DELAY_MS = 100

/** @throws when the file is there but is not ours: it is named, never overwritten */
export async function readStateFile(path: string): Promise<Saved | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const saved = parse(text)
  if (saved?.world?.layout !== 3 || saved.signingKey === undefined) {
    throw new Error(
      `The local Xero cannot read its state file ${path}: it is damaged or of another version. Delete it to begin again.`,
    )
  }
  return saved as Saved
}

function parse(text: string): Partial<Saved> | undefined {
  try {
    return JSON.parse(text) as Partial<Saved>
  } catch {
    return undefined
  }
}

export interface StateKeeper {
  /** Saves shortly, once for many calls. */
  touch(): void
  /** Saves what is unsaved and waits for it. */
  flush(): Promise<void>
}

/** @param take reads the present state, at the moment of saving */
export function createStateKeeper(path: string, take: () => Saved): StateKeeper {
  let timer: NodeJS.Timeout | undefined
  let written = ''
  let writing: Promise<void> = Promise.resolve()

  const save = async (): Promise<void> => {
    const text = `${JSON.stringify(take(), null, 1)}\n`
    if (text === written) return
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.new`, text, { mode: 0o600 })
    await rename(`${path}.new`, path)
    written = text
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(save)
    return writing
  }
  return {
    touch() {
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => console.error(`The local Xero cannot save ${path}:`, error))
      }, SAVE_DELAY_MS)
    },
    flush,
  }
}
