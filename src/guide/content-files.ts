import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { parse } from 'yaml'

/** A file of `content/` as written, before any schema: for the site's settings and the tests, which run without Astro. */
export interface ContentFile {
  readonly id: string
  readonly path: string
  readonly data: unknown
  /** Markdown after the front matter; empty for YAML. */
  readonly body: string
}

/** @param folder such as `content/steps/en`, from where the command runs */
export const readContentFiles = (folder: string): readonly ContentFile[] =>
  readdirSync(folder)
    .filter((name) => ['.md', '.yaml'].includes(extname(name)))
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const text = readFileSync(path, 'utf8')
      const [, front, body] = extname(name) === '.md' ? (/^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? []) : ['', text, '']
      if (front === undefined || body === undefined)
        throw new Error(`${path} does not begin with front matter between two lines of ---`)
      return { id: basename(name, extname(name)), path, data: parse(front), body }
    })
