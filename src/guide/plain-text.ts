/** The words of a Markdown text, without its marks: what a reader would read aloud. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/^#{1,6} +(.*?)(?: +\{#[\w-]+\})?$/gm, '$1')
    .replace(/^\s*(?:\d+\.|[-*>]) +/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
