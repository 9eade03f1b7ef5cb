import { z } from 'astro/zod'
import { PLACES } from '../wizard/rail.ts'
import { picture } from './picture.ts'
import { id, keywords, line, source } from './text.ts'

const common = {
  title: line(60),
  /** The step's name in the list of steps. */
  label: line(28),
  summary: line(200),
  place: z.enum(PLACES),
  /** 0 means a few seconds. */
  minutes: z.number().min(0).max(60),
  /** Problem pages offered under "Something else happened". */
  problems: z.array(id).default([]),
  picture: picture.optional(),
  /** What differs for a reader who has nothing but one phone. */
  onePhone: line(400).optional(),
  keywords,
  source,
  /** Ids this step had before. Their addresses lead here for ever. */
  aliases: z.array(id).default([]),
}

/** What just became true, in the reader's words: the filled button. */
const done = line(40)
/** Ends the sentence "It worked if …". */
const worked = line(200)

const store = z.url({ protocol: /^https$/, error: 'must be an address that begins with https://' })

/** Where an outcome leads: a step of a flow, or the person's own connection. */
const onwardStep = z.strictObject({ flow: id, step: id, label: line(40) })
const onwardPage = z.strictObject({ page: z.literal('connection'), label: line(40) })

export const stepSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      ...common,
      kind: z.literal('task'),
      done,
      worked,
      /** Where the step's app is to be had. A page of the store, or its search where the page isn't known for certain. */
      stores: z.strictObject({ apple: store, google: store }).partial().optional(),
      /** Whether Xero asks for a code of the app there: the page counts refusals, and shows its part `refused-twice` after the second. */
      entersCode: z.boolean().default(false),
      /** The page on which a reader makes a link for someone else. */
      action: z.literal('hand-over').optional(),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('choice'),
      /** By option id, which is permanent; labels are free. */
      choices: z.record(id, z.strictObject({ label: line(60), hint: line(200).optional() })),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('connect'),
      /** Which live action the page carries. */
      action: z.enum(['log-in', 'organisation', 'reconnect']),
      /** The live action's button. */
      done,
      worked: worked.optional(),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('outcome'),
      /** `connected`: the page that shows the connection as the Worker knows it. `asked`: what became of a reader's links for others. */
      action: z.enum(['connected', 'asked']).optional(),
      /** Where readers go on to from here; the first is the filled button. */
      onward: z.array(z.union([onwardStep, onwardPage])).default([]),
    }),
  ],
  { error: 'must be task, choice, connect or outcome' },
)

export type StepWords = z.output<typeof stepSchema>
