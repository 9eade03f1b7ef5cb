import * as v from 'valibot'
import { moment } from './fields.ts'

export const Session = v.pipe(
  v.object({
    url: v.pipe(
      v.string(),
      v.url(),
      v.description('Redirect the person’s browser there at once. Good once; the same browser may come by it again.'),
    ),
    expiresAt: moment('When the link ends: ten minutes after it was made.'),
  }),
  v.description('A link that opens a session of eight hours.'),
)
