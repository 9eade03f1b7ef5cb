import { z } from 'astro/zod'

/** One line of words, shown as it is. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'needs some words')
    .max(most, `is longer than ${most} characters`)
    .refine((text) => !text.includes('\n'), 'must be one line')

/** Ids of steps, options, problems and flows are permanent and part of addresses. */
export const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case: lower-case letters, digits and single hyphens')

/** Words by which people look for a page and which it does not use itself. */
export const keywords = z.array(line(40)).default([])

/** YAML readers differ: some give a Date for `2026-11-22`, some the text. Becomes the text. */
const day = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date('must be a day such as 2026-11-22'),
)

/** What a page rests on. Documentation is not the screen itself, and the page says which it was. */
export const source = z.strictObject({
  /** `partner-guides`: instructions by firms that work with Xero, where no text of Xero's own was found. */
  against: z.enum(['xero', 'xero-documentation', 'partner-guides', 'mistable', 'mistable-help', 'guide']),
  /** The year of Xero's help that was read, where only an old copy could be. */
  edition: z.int().min(2015).max(2100).optional(),
  url: z.url('must be a whole address').optional(),
  /** The day someone last compared. */
  checked: day,
  /** Words on their screen that the step stands on. */
  relies: z.array(line(60)).optional(),
  /** To whom it applies, where not to all. */
  applies: line(120).optional(),
  /** Whether someone saw the screen, read about it, or concludes it from something else. */
  confidence: z.enum(['observed', 'documented', 'inferred']).optional(),
})

export type Source = z.output<typeof source>

/** An address of the guide in its first language; pages in other languages lead to the same page in theirs. */
export const address = z.string().regex(/^\/([a-z0-9-]+\/)+$/, 'must be an address of the guide such as /connect/log-in/')

/** First eight digits of the SHA-256 of the first language’s words, as they were when the translation was made. */
export const translates = z
  .string()
  .regex(/^[0-9a-f]{8}$/, 'must be eight hexadecimal digits, in quotes; npm run guide:lag -- --stamp writes them')
  .optional()
