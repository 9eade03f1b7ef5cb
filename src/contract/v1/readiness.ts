/** Whether an account’s first invoice would go through at Xero. */
import * as v from 'valibot'
import { moment, text } from './fields.ts'

const day = (description: string, example: string) =>
  v.pipe(v.string(), v.isoDate(), v.description(`${description} A day, as ISO 8601 has it.`), v.examples([example]))

/** Permanent: a code never changes its meaning, and names its problem page. */
export const ReadinessCode = v.picklist([
  'organisation-not-active',
  'partner-edition',
  'invoices-not-allowed',
  'approval-not-allowed',
  'dates-locked',
  'currency-differs',
  'invoice-limit',
  'demo-or-trial',
])

const LOCKED_UNTIL = 'Xero refuses invoices dated on or before it.'

export const ReadinessFinding = v.pipe(
  v.object({
    code: v.pipe(
      ReadinessCode,
      v.description(
        [
          'Never changes its meaning; codes may be added. `/problems/<code>/` explains it to a person.',
          '`organisation-not-active`: Xero doesn’t call the organisation active.',
          '`partner-edition`: a partner edition, which has no invoices.',
          '`invoices-not-allowed`: the login may not create invoices.',
          '`approval-not-allowed`: the login may create invoices, and may not approve them.',
          '`dates-locked`: the books are locked up to a day that an invoice may carry.',
          '`currency-differs`: the organisation keeps its books in another currency than the account.',
          '`invoice-limit`: the plan limits how many invoices may be approved in a month.',
          '`demo-or-trial`: a demo company or a trial.',
        ].join('\n\n'),
      ),
    ),
    blocks: v.pipe(v.boolean(), v.description('Whether it stops an invoice dated today.')),
    limit: v.exactOptional(
      v.pipe(v.number(), v.integer(), v.description('Invoices a month. Only where a dated source has the number.')),
    ),
    limitAsOf: v.exactOptional(text('The month of that source.', '2026-10')),
    lockedUntil: v.exactOptional(day(LOCKED_UNTIL, '2026-06-30')),
    lock: v.exactOptional(
      v.pipe(
        v.picklist(['period', 'year-end']),
        v.description('Which of Xero’s two dates: `year-end` holds for everyone; `period` may except the role Adviser.'),
      ),
    ),
    currency: v.exactOptional(text('The organisation’s. ISO 4217.', 'NZD')),
    accountCurrency: v.exactOptional(text('The account’s, as `POST /v1/sessions` gave it. ISO 4217.', 'AUD')),
    kind: v.exactOptional(v.pipe(v.picklist(['demo', 'trial']), v.description('Which of the two.'))),
    endsAbout: v.exactOptional(
      day('When the trial ends: thirty days after the organisation was made, which is our inference.', '2026-12-20'),
    ),
  }),
  v.description('What stops the first invoice, or may stop a later one.'),
)

export const Readiness = v.pipe(
  v.object({
    state: v.pipe(
      v.picklist(['ready', 'attention', 'blocked', 'unknown']),
      v.description(
        [
          '`ready`: nothing found.',
          '`attention`: something was found, and none of it stops an invoice dated today.',
          '`blocked`: at least one finding stops it.',
          '`unknown`: Xero hasn’t been asked yet, or didn’t say all that decides it.',
        ].join('\n\n'),
      ),
    ),
    findings: v.pipe(v.array(ReadinessFinding), v.description('Those that block come first.')),
    lockedUntil: v.exactOptional(day(`The later of Xero’s two lock dates, however old. ${LOCKED_UNTIL}`, '2026-06-30')),
    readAt: v.exactOptional(moment('When Xero last said so.')),
  }),
  v.description('Whether the first invoice would go through. Present while the account is `connected`.'),
)
