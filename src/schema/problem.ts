import { z } from 'astro/zod'
import { address, id, keywords, line, source } from './text.ts'

/** When people meet a problem, in the order of the index: on the way to Xero, in Xero, on the way back, or some day after. */
export const MOMENTS = ['before-xero', 'logging-in', 'code', 'choosing', 'coming-back', 'later'] as const

/** The body of the page says what to do now. */
export const problemSchema = z.strictObject({
  title: line(70),
  /** What the reader saw, in their words. */
  symptom: line(200),
  /** What it means. */
  meaning: line(320),
  /** Who meets it: readers of the guide, or those who call the service from a program. */
  audience: z.enum(['people', 'programs']).default('people'),
  /** Where the index lists it. Programs have none: their pages are listed with the reference of `/v1`. */
  moment: z.enum(MOMENTS).optional(),
  side: z.enum(['ours', 'xero', 'browser', 'nobody', 'choice']),
  /** What to tell support. */
  support: line(240),
  /** Words of the filled button; absent where nothing can be pressed. */
  action: line(40).optional(),
  /** Where `again` leads: the page on which the thing can be tried again. */
  again: address.optional(),
  /** The button leads back to the step that the reader left instead, where the browser knows it. */
  back: z.boolean().default(false),
  /** Only for a page that is not one of the catalogue's codes; a code's own `retry` is in the catalogue. */
  retry: z.enum(['again', 'restart', 'reopen', 'none']).optional(),
  keywords,
  /** Ids this page had before. Their addresses lead here for ever. A code of the catalogue never changes. */
  aliases: z.array(id).default([]),
  source: source.optional(),
})

export type ProblemWords = z.output<typeof problemSchema>
