/** Readers' words as they are kept: text alone. Nothing here makes them safe as HTML; the template that shows them escapes them. */

/** Control characters except the line feed, and those that turn the direction of what follows (Unicode UAX #9). */
const UNSEEN = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

/** One line. */
export const tidyLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').replace(UNSEEN, '').trim()

/** Lines end in a line feed, as forms do not send them; at most one empty line in a row. */
export const tidyText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/\t/g, ' ').replace(UNSEEN, '').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
