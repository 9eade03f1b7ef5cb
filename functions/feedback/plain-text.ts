/** Readers' words as they are kept: text alone. Nothing here makes them safe as HTML; the template that shows them escapes them. */

/** Control characters except the line feed, and those that turn the direction of what follows (Unicode UAX #9). */
const UNSEEN = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

/**
 * What leaves no mark on a page: spaces, controls, formats, what Unicode lets a font ignore (variation selectors, Hangul fillers), and
 * signs that are drawn as nothing: the blank of braille, the Khitan filler and the null notehead. Among other words they have their
 * use, in an emoji or in Persian, so they are not taken out of them.
 */
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\u{16fe4}\u{1d159}]*$/u

/** @returns nothing when there would be nothing to see */
const visible = (text: string): string => (INVISIBLE.test(text) ? '' : text)

/** One line; empty when nothing of it can be seen. */
export const tidyLine = (text: string): string => visible(text.normalize('NFC').replace(/\s+/g, ' ').replace(UNSEEN, '').trim())

/** Lines end in a line feed, as forms do not send them; at most one empty line in a row. Empty when nothing of it can be seen. */
export const tidyText = (text: string): string => visible(tidyLines(text))

const tidyLines = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/\t/g, ' ').replace(UNSEEN, '').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
