/** Markdown as a tree, by the parser that also makes the pages: what is a link, a heading or an action here is one there. */
import { type MdastNode, markdownToMdast } from 'satteri'

type NodeOf<Type extends MdastNode['type']> = Extract<MdastNode, { type: Type }>

export const parseMarkdown = (text: string): MdastNode => markdownToMdast(text, { features: { headingAttributes: true } })

/** @returns every node of a type, in the order of the text */
export function findNodes<Type extends MdastNode['type']>(node: MdastNode, type: Type): readonly NodeOf<Type>[] {
  const own = node.type === type ? [node as NodeOf<Type>] : []
  return [...own, ...childrenOf(node).flatMap((child) => findNodes(child, type))]
}

const childrenOf = (node: MdastNode): readonly MdastNode[] => ('children' in node ? (node.children as readonly MdastNode[]) : [])

const BLOCKS: readonly string[] = [
  'root',
  'paragraph',
  'heading',
  'list',
  'listItem',
  'blockquote',
  'table',
  'tableRow',
  'tableCell',
  'code',
]

/** The words alone, blocks on lines of their own. */
export function textOf(node: MdastNode): string {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value
  if (node.type === 'break') return '\n'
  const children = childrenOf(node)
  return children.map(textOf).join(children.some(({ type }) => BLOCKS.includes(type)) ? '\n\n' : '')
}

/** How many numbered actions a page has: those of its own lists, not of lists inside them. */
export const countActions = (body: string): number =>
  childrenOf(parseMarkdown(body)).reduce(
    (sum, node) => sum + (node.type === 'list' && node.ordered === true ? node.children.length : 0),
    0,
  )
