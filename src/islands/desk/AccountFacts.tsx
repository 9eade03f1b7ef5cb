/** The connection as the customer's own page shows it, and when what is done next. */
import { For, type JSX, Show } from 'solid-js'
import type { DeskAccount } from '../../contract/desk.ts'
import { cardOf } from './cards.ts'
import { nowSeconds, useDesk } from './desk-context.ts'
import { Facts } from './Facts.tsx'
import { findingOf, READINESS } from './state-words.ts'
import { hashOf } from './views.ts'
import { dayOf, distanceOf, momentOf, momentWithin } from './when.ts'

export function AccountFacts(props: { readonly found: DeskAccount }): JSX.Element {
  const { file } = useDesk()
  const { connection, trouble, visits, nextLookAt, nextRunAt, locale } = props.found
  const { organisation, organisations, authorisedBy, authorisedAt, provenAt, reconnectBefore, reason, readiness, state } =
    connection
  const others = organisations.filter(({ tenantId }) => tenantId !== organisation?.tenantId)
  const moment = (at: number | undefined) => (at === undefined ? undefined : momentOf(at, nowSeconds()))
  const away = (at: number) => distanceOf(at, nowSeconds())
  return (
    <>
      <Show when={reason}>{(why) => <p class="note amber">{file.reasons[why()]}</p>}</Show>
      <Show when={trouble}>
        {(what) => (
          <p class="note amber">
            {what().cause === 'our-settings' ? 'Xero refuses our own settings' : 'Xero doesn’t answer'} since{' '}
            {momentWithin(what().since, nowSeconds())}. The customer can’t mend it.
          </p>
        )}
      </Show>
      <Facts
        facts={[
          organisation === undefined
            ? undefined
            : [
                'Organisation',
                organisation.name,
                [organisation.countryCode, organisation.currency, organisation.kind].filter(Boolean).join(' · '),
              ],
          others.length === 0 ? undefined : ['Also authorised', others.map(({ name }) => name).join(', ')],
          authorisedBy === undefined
            ? undefined
            : [
                'Connected by',
                authorisedBy.name,
                `${authorisedBy.email}${authorisedAt === undefined ? '' : ` · ${moment(authorisedAt)}`}`,
              ],
          provenAt === undefined ? undefined : ['Last seen working', moment(provenAt), away(provenAt)],
          reconnectBefore === undefined || state !== 'connected'
            ? undefined
            : ['Stays connected', `until ${dayOf(reconnectBefore)}`, 'longer, each time it’s used'],
          readiness === undefined ? undefined : ['Ready to bill', READINESS[readiness.state]],
          ['Next billing run', moment(nextRunAt) ?? 'None announced', nextRunAt === undefined ? undefined : away(nextRunAt)],
          nextLookAt === undefined || state !== 'connected' ? undefined : ['Next look at Xero', moment(nextLookAt), 'by itself'],
          [
            'Open visits',
            String(visits),
            locale === undefined ? undefined : `the last one in ${locale === 'en' ? 'English' : locale}`,
          ],
        ]}
      />
      <Show when={readiness?.findings.length}>
        <ul class="links">
          <For each={readiness?.findings}>
            {(finding) => (
              <li>
                <a href={hashOf({ at: 'card', id: finding.code })}>
                  {findingOf(finding, cardOf(file, finding.code)?.words.en.title)}
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  )
}
