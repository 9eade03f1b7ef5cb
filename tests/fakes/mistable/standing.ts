import type { Connection } from '../../../client/client.ts'

/** How a connection stands, in words for the dashboard, and the one button that fits: `goto` is the page that it opens. */
export function standingOf({ state, reason, organisation, authorisedBy, readiness }: Connection) {
  const name = organisation?.name ?? 'Xero'
  const asksAnother = reason === 'access-removed' // The person who connected can't mend it.
  const mender = asksAnother ? 'Someone else with access' : (authorisedBy?.name ?? 'Someone with access')
  const billing = {
    ready: `Ready to bill: your invoices go to ${name}.`,
    attention: `Your invoices go to ${name}. Have a look at what we found.`,
    blocked: `${name} is connected, and would refuse your next invoice.`,
    unknown: `${name} is connected. Whether it takes invoices isn’t known yet.`,
  }[readiness?.state ?? 'unknown']
  const [words, button, goto] = {
    'not-connected': ['Connect Xero, and your invoices go there.', 'Xero Connect', '/'],
    'choose-organisation': ['Xero has let miBilling in.', 'Confirm the organisation', '/connect/organisation/'],
    'reconnect-required': [`Invoices no longer reach ${name}. ${mender} can mend it.`, `Reconnect ${name}`, '/connection/'],
    connected: [billing, 'See your connection', '/connection/'],
  }[state] as [string, string, string]
  const isBroken = state === 'reconnect-required' || readiness?.state === 'blocked'
  const tone = isBroken ? 'bad' : readiness?.state === 'ready' ? 'good' : 'plain'
  return { words, button, goto, tone, asksAnother, findings: readiness?.findings ?? [] }
}
