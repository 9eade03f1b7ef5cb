import { isProblemCode } from '../../contract/problems.ts'
import { findAnchors } from '../anchors.ts'
import type { Content } from '../content.ts'
import type { ContentFile } from '../content-files.ts'
import { findNodes, parseMarkdown } from '../markdown-tree.ts'
import type { ContentFault } from './explain.ts'

/** What a link of a page may begin with. */
const KNOWN = /^(?:\/|#|https:\/\/|mailto:|tel:)/

export const lineAt = ({ text }: ContentFile, index: number): number => text.slice(0, index).split('\n').length

interface Link {
  readonly url: string
  readonly line: number
}

/** The links of a file's body, and of the texts in its fields. */
function findLinks(file: ContentFile): readonly Link[] {
  const inBody = findNodes(parseMarkdown(file.body), 'link')
  return [
    ...findLinksInFields(file, file.data, []),
    ...inBody.map(({ url, position }) => ({ url, line: file.bodyLine + (position?.start.line ?? 1) - 1 })),
  ]
}

function findLinksInFields(file: ContentFile, value: unknown, field: readonly string[]): readonly Link[] {
  if (typeof value === 'string')
    return findNodes(parseMarkdown(value), 'link').map(({ url }) => ({ url, line: file.lineOf(field) }))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => findLinksInFields(file, inner, [...field, key]))
}

export function checkLinks(resolves: (address: string) => boolean, file: ContentFile): readonly ContentFault[] {
  const own = new Set(['', ...findAnchors(file.body)])
  const again = (file.data as { again?: string }).again
  const links = [...findLinks(file), ...(again === undefined ? [] : [{ url: again, line: file.lineOf(['again']) }])]
  return links.flatMap(({ url, line }) => {
    const fault = (message: string) => [{ path: file.path, line, field: '', message }]
    if (!KNOWN.test(url)) return fault(`has a link that must begin with /, # or https://: ${url}`)
    const found = url.startsWith('#') ? own.has(url.slice(1)) : !url.startsWith('/') || resolves(url)
    return found ? [] : fault(`has a link that leads nowhere: ${url}`)
  })
}

/** Two headings of the same words would share an anchor, and a link could only lead to the first. */
export function checkAnchors(file: ContentFile): readonly ContentFault[] {
  const anchors = findAnchors(file.body)
  return anchors
    .filter((anchor, at) => anchors.indexOf(anchor) !== at)
    .map((anchor) => ({
      path: file.path,
      line: file.bodyLine,
      field: '',
      message: `has the anchor "${anchor}" twice; give one heading its own: {#another}`,
    }))
}

/** A page for what people meet at Xero is of no use when nothing leads to it; to a code of the catalogue, the failure itself leads. */
export function checkReached({ steps, problems }: Content): readonly ContentFault[] {
  const named = steps.flatMap(({ words }) => [...words.problems, words.picture?.different])
  const linked = [...steps, ...problems].flatMap(({ id, file }) =>
    findLinks(file).flatMap(({ url }) => {
      const [, to] = /^\/problems\/([a-z0-9-]+)\//.exec(url) ?? []
      return to === id ? [] : [to]
    }),
  )
  const reached = new Set([...named, ...linked])
  return problems
    .filter(({ id, words }) => words.audience === 'people' && !isProblemCode(id) && !reached.has(id))
    .map(({ file }) => ({
      path: file.path,
      line: 1,
      field: '',
      message: 'is named by no step; add it to problems of the steps where it happens',
    }))
}
