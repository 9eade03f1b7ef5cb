import { onwardOf, readVisit } from './browser.ts'
import { beginEnrolment, readEnrolment, startLinking } from './enrolment.ts'
import { personOf } from './login.ts'
import { CODE_PATH } from './pages/code-page.ts'
import { TWO_STEP_PATH } from './pages/two-step-parts.ts'
import { wantsProof } from './second-factor.ts'
import type { Task } from './two-step-world.ts'
import type { BrowserSession } from './world.ts'
import type { Xero } from './xero.ts'

const SECURITY_PATH = '/account/security'

/**
 * Where a browser belongs between password and consent, and while something is changed in the account.
 */
export function placeOf(xero: Xero, session: BrowserSession): string {
  if (wantsProof(session)) return CODE_PATH
  const { task } = session.twoStep
  if (task !== undefined && readEnrolment(xero.world, session) === undefined) return startTask(xero, session, task.kind)
  if (session.stage === 'set-up-offered' || readEnrolment(xero.world, session) !== undefined) return TWO_STEP_PATH
  const visit = readVisit(xero, session.twoStep.consentId)
  return onwardOf(xero, visit === 'ended' ? undefined : visit, session)
}

/** From the account: whoever has two-step authentication shows first that it is them. */
export function beginTask(xero: Xero, session: BrowserSession, kind: Task): string {
  session.twoStep = { task: { kind, isProven: personOf(xero.world, session).totpKey === undefined } }
  return placeOf(xero, session)
}

function startTask(xero: Xero, session: BrowserSession, kind: Task): string {
  const person = personOf(xero.world, session)
  if (kind === 'turn-off') {
    delete person.totpKey
    delete person.device
    delete person.backup
    session.twoStep = {}
    return SECURITY_PATH
  }
  if (kind === 'backup-email') {
    beginEnrolment(xero.world, session, 'backup-email')
    return TWO_STEP_PATH
  }
  const enrolment = beginEnrolment(xero.world, session, person.totpKey === undefined ? 'everything' : 'device')
  startLinking(xero.world, enrolment)
  return TWO_STEP_PATH
}

/** After Finish: back in the account for who began there, else on with the login. */
export const leaveEnrolment = (xero: Xero, session: BrowserSession, cameFromAccount: boolean): string =>
  cameFromAccount ? SECURITY_PATH : placeOf(xero, session)
