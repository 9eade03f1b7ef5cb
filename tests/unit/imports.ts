/** What the code imports, read off its lines: Astro's pages as well. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { posix } from 'node:path/posix'

export interface Import {
  readonly file: string
  /** A path from the top of the project, or the name of a package. */
  readonly from: string
  readonly isTypeOnly: boolean
}

/** Code that git knows or could. @param folders from the top of the project */
export function listFiles(...folders: readonly string[]): string[] {
  const all = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...folders])
  return String(all)
    .split('\n')
    .filter((file) => /\.(ts|tsx|astro)$/.test(file) && !file.endsWith('.d.ts') && existsSync(file))
}

export function findImports(file: string, text: string): Import[] {
  const lines = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm
  return [...text.matchAll(lines)].map(([, type, named, dynamic]) => {
    const from = named ?? dynamic ?? ''
    const isOwn = from.startsWith('.')
    return { file, from: isOwn ? posix.join(posix.dirname(file), from) : from, isTypeOnly: type !== undefined }
  })
}
