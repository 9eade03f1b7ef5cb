import * as v from 'valibot'
import { ReconnectReason } from './connection.ts'
import { text } from './fields.ts'

export const Problem = v.pipe(
  v.object({
    type: v.pipe(v.string(), v.url(), v.description('The page that explains the problem to a person.')),
    title: text('Short, in English.', 'Xero is not answering'),
    status: v.pipe(v.number(), v.integer(), v.description('That of the answer.')),
    code: text('What to go by. A code never changes its meaning; codes may be added.', 'xero-unavailable'),
    ref: v.pipe(
      v.string(),
      v.regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
      v.description('The support code, which is in the log.'),
    ),
    detail: v.exactOptional(text('What is wrong, by the name of the field or setting.', 'account: is missing')),
  }),
  v.description('A failure, as RFC 9457 has it. Further members may come.'),
)

/** What `reconnect-required` says beyond any other problem. */
export const ReconnectProblem = v.pipe(
  v.object({
    ...Problem.entries,
    reason: ReconnectReason,
    reconnectUrl: v.pipe(
      v.string(),
      v.url(),
      v.description('Where the person renews the connection: the Xero Connect page in miStable.'),
    ),
  }),
  v.description('A person must consent again: stop calling, tell them why, and lead them there.'),
)
