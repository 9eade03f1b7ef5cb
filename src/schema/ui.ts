import { z } from 'astro/zod'

/** Flat: `rail.minutes-left: About {minutes} minutes left`. `{name}` is filled in by the page. */
export const uiSchema = z.record(
  z.string().regex(/^[a-z][a-z-]*(\.[a-z0-9][a-zA-Z0-9-]*)+$/, 'must be a dotted key such as rail.title'),
  z.string().trim().min(1, 'needs some words'),
)
