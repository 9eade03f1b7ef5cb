import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type YAMLParseError } from 'yaml'
import { lookUp } from '../contract/look-up.ts'

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

function readContentFile(path: string): ContentFile {
  const text = readFileSync(path, 'utf8')
  const strange = findStrangeSign(text)
  const isMarkdown = extname(path) === '.md'
  const matter = isMarkdown ? /^---\r?\n(.*?)\r?\n---(?:\r?\n(.*))?$/s.exec(text) : [text, text, '']
  const common = { id: basename(path, extname(path)), path, text }
  if (matter === null || strange !== undefined) {
    const isOpen = /^---\r?\n/.test(text)
    const message = isOpen ? 'needs a line of --- below its fields' : 'must begin with front matter between two lines of ---'
    return { ...common, data: undefined, body: '', bodyLine: 1, lineOf: () => 1, unreadable: strange ?? { line: 1, message } }
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

/** Signs that come from an editor or a copied text, look like others, and make a field into something else. */
const STRANGE_SIGNS: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/^\uFEFF/, 'begins with a byte-order mark, which nobody sees: save the file as plain UTF-8, without BOM'],
  [/^[ ]*\t/m, 'is indented with a tab: use spaces'],
  [/^[ ]*[\w'"-]+[ ]*：/m, 'has a full-width colon behind the name of a field: use an ordinary one, :'],
  [
    /^[ ]*\u00A0|^[ ]*[\w-]+\u00A0*:\u00A0|^[ ]*[\w-]+\u00A0+:/m,
    'has a non-breaking space where an ordinary one belongs: type it again',
  ],
]
const QUOTED = /^[ ]*(?:- )?[\w'"-]+:[ ]+[“‘][^“”‘’]*[”’][ ]*\r?$/m

/** Of the fields alone: in the words of a page such signs do no harm. */
function findStrangeSign(text: string): { readonly line: number; readonly message: string } | undefined {
  const fields =
    /^\uFEFF?---\r?\n(.*?)\r?\n---/s.exec(text)?.[0] ?? (text.startsWith('\uFEFF') || !text.startsWith('---') ? text : '')
  const signs = [
    ...STRANGE_SIGNS,
    [QUOTED, 'has its words in curly quotes, which readers would see: use straight ones, "'] as const,
  ]
  for (const [pattern, message] of signs) {
    const found = pattern.exec(fields)
    if (found !== null) return { line: text.slice(0, found.index).split('\n').length, message }
  }
  return undefined
}

/** What the parser's words mean to a writer, by its code. */
const MEANINGS: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'has a colon among its words: put all of them in quotes, as in title: "One: two"',
  MULTILINE_IMPLICIT_KEY: 'has a line without a field: name it, or put it behind the one above',
  MISSING_CHAR: 'opens a quotation mark or a bracket and does not close it',
  BAD_INDENT: 'is not indented as the lines around it',
  TAB_AS_INDENT: 'is indented with a tab: use spaces',
  BAD_SCALAR_START: 'begins with a sign that has a meaning of its own: put the words in quotes',
  UNEXPECTED_TOKEN: 'has something behind the end of its words: put all of them in quotes',
}

/** Without the place that the parser adds to its words: it counts from the front matter's first line. */
function describeBroken({ code, message, pos }: YAMLParseError, text: string, lineOf: (offset: number) => number) {
  const at = pos[0] + Math.max(0, text.slice(pos[0]).search(/\S/))
  const words =
    code === 'DUPLICATE_KEY'
      ? `has a field twice: ${text.slice(at).match(/^[^:\n]*/)?.[0] ?? ''}`
      : (lookUp(MEANINGS, code) ?? `cannot be read: ${(message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')}`)
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
