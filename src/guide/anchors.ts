/** What `#…` may lead to on a page: the headings of its body. */

/**
 * A heading's own anchor, `## Lost your phone {#lost-phone}`, stays when its words change. Without one it is made of the words, as
 * the page does it: letters and digits in lower case, a hyphen for each space.
 */
export function findAnchors(body: string): readonly string[] {
  const withoutCode = body.replace(/^```.*?^```/gms, '')
  return [...withoutCode.matchAll(/^#{2,6} +(.*?)(?: +\{#([\w-]+)\})? *$/gm)].map(([, words = '', own]) => own ?? slug(words))
}

const slug = (words: string): string =>
  words
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
