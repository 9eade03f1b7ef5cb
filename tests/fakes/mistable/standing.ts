import type { Connection } from '../../../client/client.ts'

/** How a connection stands, in words for the dashboard, and the one button that fits: `goto` is the page that it opens. */
export function standingOf({ state, organisation, authorisedBy, readiness }: Connection) {
  const name = organisation?.name ?? 'Xero'
  const mender = authorisedBy?.name ?? 'Someone with access'
  // Each finding has a page at the guide's /problems/<code>/.
  const findings = readiness?.findings ?? []
  const isRefused = findings.some(({ blocks }) => blocks)
  const connected = isRefused ? `${name} is connected, and would refuse your next invoice.` : `Your invoices go to ${name}.`
  const [words, button, goto] = (
    {
      'not-connected': ['Connect Xero, and your invoices go there.', 'Xero Connect', '/'],
      'choose-organisation': ['Xero has let miBilling in.', 'Confirm the organisation', '/connect/organisation/'],
      'reconnect-required': [`Invoices no longer reach ${name}. ${mender} can mend it.`, `Reconnect ${name}`, '/connection/'],
      connected: [connected, 'See your connection', '/connection/'],
    } as const
  )[state]
  return { words, button, goto, findings, isGood: state === 'connected' && !isRefused }
}
