import { joinFullWidthLines } from './line-breaks.ts'

/** The words of a Markdown text, without its marks: what a reader would read aloud. */
export const plainText = (markdown: string): string =>
  joinFullWidthLines(markdown.replaceAll('**', ''))
    .replace(/^#{1,6} +(.*?)(?: +\{#[\w-]+\})?$/gm, '$1')
    .replace(/^\s*(?:\d+\.|[-*>]) +/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
