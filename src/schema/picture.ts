import { z } from 'astro/zod'
import { id, line } from './text.ts'

/** The number of the action that is done here; drawn as a ring with the number beside it. */
const callout = z.int().min(1).max(9).optional()

const part = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('heading'), text: line(60) }),
  z.strictObject({ part: z.literal('text'), text: line(120) }),
  z.strictObject({ part: z.literal('field'), label: line(40), value: line(60).optional(), callout }),
  z.strictObject({ part: z.literal('button'), text: line(40), filled: z.boolean().default(false), callout }),
  z.strictObject({ part: z.literal('link'), text: line(60), callout }),
  z.strictObject({ part: z.literal('code'), label: line(40), digits: z.string().regex(/^\d{6}$/), callout }),
  /** Seen on a screen, or through the camera of an app. */
  z.strictObject({ part: z.literal('barcode'), label: line(40), camera: z.boolean().default(false), callout }),
  /** What the browser's address bar holds. */
  z.strictObject({ part: z.literal('address'), text: line(40), callout }),
  /** Something to turn on, or to tick. */
  z.strictObject({ part: z.literal('switch'), text: line(40), on: z.boolean().default(false), callout }),
  z.strictObject({ part: z.literal('tick'), text: line(60), on: z.boolean().default(false), callout }),
  /** A round button with a plus; its name is read out, not drawn. */
  z.strictObject({ part: z.literal('plus'), label: line(40), callout }),
  /** A line of an app store: the app, who made it, the button. */
  z.strictObject({ part: z.literal('app'), text: line(40), note: line(40), button: line(20), callout }),
  /** The head of an email. */
  z.strictObject({ part: z.literal('mail'), from: line(40), subject: line(60), callout }),
  z.strictObject({
    part: z.literal('menu'),
    items: z
      .array(
        z.strictObject({ text: line(40), level: z.int().min(1).max(3).default(1), current: z.boolean().default(false), callout }),
      )
      .min(1),
  }),
  z.strictObject({
    part: z.literal('list'),
    label: line(60),
    items: z
      .array(
        z.strictObject({
          text: line(60),
          note: line(60).optional(),
          state: z.enum(['open', 'chosen', 'unavailable']).default('open'),
          callout,
        }),
      )
      .min(1),
  }),
])

/** A drawing of one or two screens. It shows what matters and nothing else. */
export const picture = z.strictObject({
  /** What the drawing shows, for those who cannot see it. */
  describe: line(240),
  /** Above the screens, where they are there to be recognised. */
  heading: line(60).optional(),
  screens: z
    .array(z.strictObject({ frame: z.enum(['browser', 'phone']), title: line(40).optional(), parts: z.array(part).min(1) }))
    .min(1)
    .max(2),
  /** The problem page behind "Mine looks different". */
  different: id.optional(),
})

export type Picture = z.output<typeof picture>
export type PicturePart = z.output<typeof part>
