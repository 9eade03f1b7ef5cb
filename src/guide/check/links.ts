import { isProblemCode } from '../../contract/problems.ts'
import { findAnchors } from '../anchors.ts'
import type { Content } from '../content.ts'
import type { ContentFile } from '../content-files.ts'
import type { ContentFault } from './explain.ts'

/** What a link of a page may begin with. */
const KNOWN = /^(?:\/|#|https:\/\/|mailto:|tel:)/

export const lineAt = ({ text }: ContentFile, index: number): number => text.slice(0, index).split('\n').length

export function checkLinks(resolves: (address: string) => boolean, file: ContentFile): readonly ContentFault[] {
  const own = new Set(['', ...findAnchors(file.body)])
  const again = (file.data as { again?: string }).again
  const links = [...file.text.matchAll(/\]\(([^)\s]*)/g)].map(({ 1: link = '', index }) => ({ link, line: lineAt(file, index) }))
  return [...links, ...(again === undefined ? [] : [{ link: again, line: file.lineOf(['again']) }])].flatMap(({ link, line }) => {
    const fault = (message: string) => [{ path: file.path, line, field: '', message }]
    if (!KNOWN.test(link)) return fault(`has a link that must begin with /, # or https://: ${link}`)
    const found = link.startsWith('#') ? own.has(link.slice(1)) : !link.startsWith('/') || resolves(link)
    return found ? [] : fault(`has a link that leads nowhere: ${link}`)
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
    [...file.text.matchAll(/\]\(\/problems\/([a-z0-9-]+)\//g)].flatMap(([, to]) => (to === id ? [] : [to])),
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
