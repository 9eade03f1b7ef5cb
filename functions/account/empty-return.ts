/** What a page may say to a person who came back from Xero without an organisation. */
import type { WhyNone } from '../../src/contract/why-none.ts'
import type { AccountContext } from './context.ts'

export interface EmptyReturn {
  /** Whose login at Xero it was. Either may be empty. */
  readonly person: { readonly name: string; readonly email: string }
  /** Missing where Xero listed nothing new for a connection that works. */
  readonly whyNone?: WhyNone
  /** How many more times the person may claim a company by its name. */
  readonly triesLeft: number
}

/** @returns undefined unless the session's latest consent brought no organisation, less than an hour after it set off */
export async function readEmptyReturn({ attempts }: AccountContext, session: string): Promise<EmptyReturn | undefined> {
  const found = await attempts.readClaimable(session)
  if (found === undefined) return undefined
  const { attempt, savedConsent, triesLeft } = found
  const { outcome } = attempt
  const whyNone = outcome !== undefined && 'problem' in outcome ? outcome.whyNone : undefined
  return { person: savedConsent.consent.person, triesLeft, ...(whyNone === undefined ? {} : { whyNone }) }
}
