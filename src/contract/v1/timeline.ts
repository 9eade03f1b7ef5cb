import * as v from 'valibot'
import { moment, next, text, uuid } from './fields.ts'

export const TimelineActor = v.pipe(
  v.object({
    key: v.exactOptional(text('Which service key: the first 8 hex of its digest.', '24644565')),
    person: v.exactOptional(text('The person, as `user` of POST /v1/sessions named them.', 'Olivia Owner')),
    address: v.exactOptional(text('Where the request came from; of IPv6 the /64.', '203.0.113.7')),
  }),
  v.description('Who did it, as far as is known.'),
)

export const TimelineEvent = v.pipe(
  v.object({
    id: v.pipe(v.number(), v.integer(), v.minValue(1), v.description('Grows with each event of the account, by no fixed step.')),
    at: moment('When it happened.'),
    type: text('What happened. Further types may come.', 'attempt.ended'),
    ref: v.exactOptional(text('The support code of the request that did it.', '7KQ2-M4XP')),
    by: v.exactOptional(TimelineActor),
    cause: v.exactOptional(text('Why, where something failed or was lost.', 'disconnected-in-xero')),
    outcome: v.exactOptional(text('How it ended.', 'connected')),
    step: v.exactOptional(text('Where an attempt was when it ended or stalled, as `flow/step`, or `start`.', 'connect/log-in')),
    language: v.exactOptional(text('The language that its person reads in.', 'en')),
    tenantId: v.exactOptional(uuid('Of the organisation that it is about.')),
    organisation: v.exactOptional(text('The organisation’s name at the time.', 'Riverbank Plumbing Pty Ltd')),
  }),
  v.description('Something that happened to an account.'),
)

export const Timeline = v.pipe(
  v.object({
    events: v.pipe(v.array(TimelineEvent), v.description('Newest first.')),
    next,
  }),
  v.description('What happened to an account, kept for a year.'),
)
