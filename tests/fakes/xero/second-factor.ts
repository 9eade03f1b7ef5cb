import { randomInt } from 'node:crypto'
import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { nowOf } from './clock.ts'
import { countWrong, isLocked } from './lock.ts'
import { personOf } from './login.ts'
import { sendMail } from './mailbox.ts'
import { areAnswersRight } from './questions.ts'
import { isCodeAt } from './two-step.ts'
import type { BrowserSession, World } from './world.ts'

/** Chosen here: Xero's is not public. */
const EMAIL_CODE_SECONDS = 600

/** At a login, and in the account before anything about two-step authentication is changed. */
export const wantsProof = (session: BrowserSession): boolean =>
  session.stage === 'code-wanted' || (session.stage === 'complete' && session.twoStep.task?.isProven === false)

export function enterCode(world: World, session: BrowserSession, code: string): Result<undefined, 'code-wrong' | 'locked'> {
  const person = personOf(world, session)
  if (isLocked(world, person)) return fail('locked')
  if (person.totpKey !== undefined && !isCodeAt(person.totpKey, nowOf(world), code.replaceAll(' ', ''))) {
    return countWrong(world, person, 'code-wrong')
  }
  return pass(world, session)
}

/** Only the newest code counts. */
export function sendEmailCode(world: World, session: BrowserSession, to: string): void {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  session.twoStep.emailCode = { to, code, expiresAt: nowOf(world) + EMAIL_CODE_SECONDS }
  sendMail(world, {
    to,
    subject: 'Your confirmation code',
    text: 'Enter this code on the page of Xero that asked for it. It works for ten minutes.',
    code,
  })
}

/** Whether it is the newest one sent. A wrong one counts. */
export function checkEmailCode(
  world: World,
  session: BrowserSession,
  code: string,
): Result<undefined, 'email-code-wrong' | 'locked'> {
  const person = personOf(world, session)
  if (isLocked(world, person)) return fail('locked')
  const sent = session.twoStep.emailCode
  const isRight = sent !== undefined && sent.code === code.replaceAll(' ', '') && sent.expiresAt > nowOf(world)
  if (!isRight) return countWrong(world, person, 'email-code-wrong')
  delete session.twoStep.emailCode
  person.failedCodes = 0
  return succeed(undefined)
}

export function enterEmailCode(
  world: World,
  session: BrowserSession,
  code: string,
): Result<undefined, 'email-code-wrong' | 'locked'> {
  const checked = checkEmailCode(world, session, code)
  return checked.ok ? pass(world, session) : checked
}

export function enterAnswers(
  world: World,
  session: BrowserSession,
  answers: readonly string[],
): Result<undefined, 'answers-wrong' | 'locked'> {
  const person = personOf(world, session)
  if (isLocked(world, person)) return fail('locked')
  if (!areAnswersRight(person.backup?.questions ?? [], answers)) return countWrong(world, person, 'answers-wrong')
  return pass(world, session)
}

/** What Xero Verify shows: logins that wait for a press on the phone. A locked one has nothing to wait for. */
export const findPushes = (world: World): readonly BrowserSession[] =>
  world.settings.withholdPush
    ? []
    : world.sessions.filter(
        (session) =>
          session.stage === 'code-wanted' && session.twoStep.push === 'waiting' && !isLocked(world, personOf(world, session)),
      )

export function answerPush(world: World, sid: string, isAccepted: boolean): void {
  const session = findPushes(world).find((waiting) => waiting.sid === sid)
  if (session === undefined) return
  if (isAccepted) pass(world, session)
  else session.twoStep.push = 'denied'
}

function pass(world: World, session: BrowserSession): Result<undefined, never> {
  personOf(world, session).failedCodes = 0
  delete session.twoStep.push
  delete session.twoStep.backupMethod
  if (session.stage === 'complete' && session.twoStep.task !== undefined) session.twoStep.task.isProven = true
  session.stage = 'complete'
  session.authAt = nowOf(world)
  return succeed(undefined)
}
