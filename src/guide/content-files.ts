import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type YAMLParseError } from 'yaml'

/** A file of `content/` as written, before any schema: for the site's settings, the commands and the tests, which run without Astro. */
export interface ContentFile {
  readonly id: string
  readonly path: string
  /** Undefined where it cannot be read. */
  readonly data: unknown
  /** Markdown after the front matter; empty for YAML. */
  readonly body: string
  /** Line of the file on which the body begins. */
  readonly bodyLine: number
  /** The file as it is, line ends included. */
  readonly text: string
  /** Line of a field, or of the nearest thing around it that is written. */
  readonly lineOf: (field: readonly PropertyKey[]) => number
  readonly unreadable?: { readonly line: number; readonly message: string }
}

/** @param folder such as `content/steps/en`; a folder that is not there holds nothing */
export const readContentFiles = (folder: string): readonly ContentFile[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => ['.md', '.yaml'].includes(extname(name)))
        .sort()
        .map((name) => readContentFile(join(folder, name)))
    : []

export function readContentFile(path: string): ContentFile {
  const text = readFileSync(path, 'utf8')
  const isMarkdown = extname(path) === '.md'
  const matter = isMarkdown ? /^---\r?\n(.*?)\r?\n---(?:\r?\n(.*))?$/s.exec(text) : [text, text, '']
  const common = { id: basename(path, extname(path)), path, text }
  if (matter === null) {
    const unreadable = { line: 1, message: 'must begin with front matter between two lines of ---' }
    return { ...common, data: undefined, body: '', bodyLine: 1, lineOf: () => 1, unreadable }
  }
  const [, front = '', body = ''] = matter
  const lines = new LineCounter()
  const document = parseDocument(front, { lineCounter: lines })
  const before = isMarkdown ? 1 : 0
  const lineOf = (offset: number): number => lines.linePos(offset).line + before
  const broken = document.errors[0]
  return {
    ...common,
    data: broken === undefined ? document.toJS() : undefined,
    body,
    bodyLine: text.slice(0, text.length - body.length).split('\n').length,
    lineOf: (field) => lineOf(offsetOf(document.contents, field)),
    ...(broken === undefined ? {} : { unreadable: describeBroken(broken, front, lineOf) }),
  }
}

/** Without the place that the parser adds to its words: it counts from the front matter's first line. */
function describeBroken({ code, message, pos }: YAMLParseError, text: string, lineOf: (offset: number) => number) {
  const at = pos[0] + Math.max(0, text.slice(pos[0]).search(/\S/))
  const words =
    code === 'DUPLICATE_KEY'
      ? `has a field twice: ${text.slice(at).match(/^[^:\n]*/)?.[0] ?? ''}`
      : (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
  return { line: lineOf(at), message: words }
}

/** Follows the field as far as it is written. */
function offsetOf(root: ParsedNode | null, field: readonly PropertyKey[]): number {
  let node: unknown = root
  let offset = root?.range[0] ?? 0
  for (const key of field) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
      if (!isScalar(pair?.key)) break
      offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(key)] as { range?: readonly number[] } | undefined
      offset = item?.range?.[0] ?? offset
      node = item
    } else break
  }
  return offset
}
