import { joinFullWidthLines } from './line-breaks.ts'
import { parseMarkdown, textOf } from './markdown-tree.ts'

/** The words of a Markdown text: what a reader would read aloud. */
export const plainText = (markdown: string): string =>
  joinFullWidthLines(textOf(parseMarkdown(markdown)))
    .replace(/\s+/g, ' ')
    .trim()
