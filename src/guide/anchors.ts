/** What `#…` may lead to on a page: the headings of its body. */
import { slug } from 'github-slugger'
import { findNodes, parseMarkdown, textOf } from './markdown-tree.ts'

/**
 * A heading's own anchor, `## Lost your phone {#lost-phone}`, stays when its words change. Without one it is made of the words, as the
 * page does it. The title of the page, `#`, has none.
 */
export const findAnchors = (body: string): readonly string[] =>
  findNodes(parseMarkdown(body), 'heading')
    .filter(({ depth }) => depth > 1)
    .map((heading) => anchorOf(heading.data) ?? slug(textOf(heading)))

const anchorOf = (data: { readonly hProperties?: { readonly id?: unknown } } | undefined): string | undefined => {
  const id = data?.hProperties?.id
  return typeof id === 'string' ? id : undefined
}
