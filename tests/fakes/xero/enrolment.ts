import { randomBytes } from 'node:crypto'
import { encodeBase32NoPadding } from '@oslojs/encoding'
import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { nowOf } from './clock.ts'
import { countWrong, isLocked } from './lock.ts'
import { personOf } from './login.ts'
import { isSameAddress } from './mailbox.ts'
import { type QuestionsRefused, readQuestions } from './questions.ts'
import { checkEmailCode, sendEmailCode } from './second-factor.ts'
import { isCodeAt } from './two-step.ts'
import type { Device, Enrolment } from './two-step-world.ts'
import type { BrowserSession, World } from './world.ts'

/** Chosen here: Xero waits for a while. */
const ENROLMENT_SECONDS = 1800

export type EnrolmentRefused =
  | QuestionsRefused
  | 'code-wrong'
  | 'email-code-wrong'
  | 'locked'
  | 'not-linked'
  | 'email-same'
  | 'email-invalid'

const FIRST = { everything: 'offer', device: 'choose-app', 'backup-email': 'email' } as const

export function beginEnrolment(world: World, session: BrowserSession, changes: Enrolment['changes']): Enrolment {
  const enrolment: Enrolment = {
    changes,
    stage: FIRST[changes],
    device: 'own-app',
    key: createKey(),
    isLinked: false,
    backup: {},
    endsAt: nowOf(world) + ENROLMENT_SECONDS,
  }
  session.twoStep.enrolment = enrolment
  return enrolment
}

/** Undefined when none is under way, or when it has waited too long: then the person begins again. */
export function readEnrolment(world: World, session: BrowserSession): Enrolment | undefined {
  const { enrolment } = session.twoStep
  return enrolment !== undefined && enrolment.endsAt > nowOf(world) ? enrolment : undefined
}

/** The article knows no app of Xero's own. */
export function startLinking(world: World, enrolment: Enrolment): void {
  enrolment.stage = world.settings.wording === 'article' ? 'link' : 'choose-app'
}

export function chooseApp(enrolment: Enrolment, device: Device): void {
  Object.assign(enrolment, { stage: 'link', device })
}

/** Each loading of the page with the QR code has a key of its own: what was scanned before no longer fits. */
export function renewKey(enrolment: Enrolment): void {
  Object.assign(enrolment, { key: createKey(), isLinked: false })
}

/** Xero Verify tells Xero that it has scanned the QR code or been given the key. @returns false where no page shows this key */
export function linkVerify(world: World, typed: string): boolean {
  const key = typed.replaceAll(/\s/g, '').toUpperCase()
  const found = world.sessions
    .map((session) => readEnrolment(world, session))
    .find((enrolment) => enrolment?.stage === 'link' && enrolment.device === 'xero-verify' && enrolment.key === key)
  if (found !== undefined) found.isLinked = true
  return found !== undefined
}

/** Continue below the QR code. Xero Verify needs no code. */
export function continueFromLink(world: World, session: BrowserSession, enrolment: Enrolment): Result<undefined, EnrolmentRefused> {
  if (enrolment.device === 'own-app') {
    enrolment.stage = 'code'
    return succeed(undefined)
  }
  if (!enrolment.isLinked) return fail('not-linked')
  goOnFromApp(world, session, enrolment)
  return succeed(undefined)
}

export function confirmCode(
  world: World,
  session: BrowserSession,
  enrolment: Enrolment,
  code: string,
): Result<undefined, EnrolmentRefused> {
  const person = personOf(world, session)
  if (isLocked(world, person)) return fail('locked')
  if (!isCodeAt(enrolment.key, nowOf(world), code.replaceAll(' ', ''))) return countWrong(world, person, 'code-wrong')
  person.failedCodes = 0
  goOnFromApp(world, session, enrolment)
  return succeed(undefined)
}

export function chooseQuestions(
  enrolment: Enrolment,
  questions: readonly string[],
  answers: readonly string[],
): Result<undefined, EnrolmentRefused> {
  const read = readQuestions(questions, answers)
  if (!read.ok) return read
  Object.assign(enrolment, { backup: { ...enrolment.backup, questions: read.value }, stage: 'finish' })
  return succeed(undefined)
}

export function enterBackupEmail(
  world: World,
  session: BrowserSession,
  enrolment: Enrolment,
  email: string,
): Result<undefined, EnrolmentRefused> {
  if (!/^\S+@\S+\.\S+$/.test(email.trim())) return fail('email-invalid')
  if (isSameAddress(email, personOf(world, session).email)) return fail('email-same')
  sendEmailCode(world, session, email.trim())
  enrolment.stage = 'email-code'
  return succeed(undefined)
}

export function confirmBackupEmail(
  world: World,
  session: BrowserSession,
  enrolment: Enrolment,
  code: string,
): Result<undefined, EnrolmentRefused> {
  const to = session.twoStep.emailCode?.to
  const checked = checkEmailCode(world, session, code)
  if (!checked.ok || to === undefined) return checked
  Object.assign(enrolment, { backup: { ...enrolment.backup, email: to }, stage: 'finish' })
  if (enrolment.changes === 'backup-email') finish(world, session, enrolment)
  return succeed(undefined)
}

/** Only this changes the login: who leaves before it has changed nothing. */
export function finish(world: World, session: BrowserSession, enrolment: Enrolment): void {
  const person = personOf(world, session)
  if (enrolment.changes !== 'backup-email') Object.assign(person, { totpKey: enrolment.key, device: enrolment.device })
  if (enrolment.changes === 'everything') person.backup = enrolment.backup
  if (enrolment.changes === 'backup-email') person.backup = { ...person.backup, ...enrolment.backup }
  session.twoStep = session.twoStep.consentId === undefined ? {} : { consentId: session.twoStep.consentId }
  session.stage = 'complete'
}

function goOnFromApp(world: World, session: BrowserSession, enrolment: Enrolment): void {
  if (enrolment.changes === 'device') finish(world, session, enrolment)
  else enrolment.stage = world.settings.wording === 'article' ? 'questions' : 'backup'
}

/** Twenty bytes: 32 letters and digits. */
const createKey = (): string => encodeBase32NoPadding(randomBytes(20))
