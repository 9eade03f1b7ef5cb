import { lookUp } from '../../../src/contract/look-up.ts'
import { type Result, succeed } from '../../../src/contract/result.ts'
import {
  chooseApp,
  chooseQuestions,
  confirmBackupEmail,
  confirmCode,
  continueFromLink,
  type EnrolmentRefused,
  enterBackupEmail,
  finish,
  startLinking,
} from './enrolment.ts'
import { personOf } from './login.ts'
import { enterAnswers, enterEmailCode, sendEmailCode } from './second-factor.ts'
import type { Enrolment, EnrolmentStage } from './two-step-world.ts'
import type { BrowserSession, World } from './world.ts'

type PressRefused = EnrolmentRefused | 'answers-wrong'
type Pressed = Result<undefined, PressRefused>

const DONE = succeed(undefined)
const field = (form: URLSearchParams, name: string): string => form.get(name) ?? ''

/** Buttons of the pages that another way in than the app has. */
export function pressAtProof(world: World, session: BrowserSession, form: URLSearchParams): Pressed {
  const visit = session.twoStep
  const { backup = {} } = personOf(world, session)
  switch (form.get('press')) {
    case 'other-method':
      delete visit.backupMethod
      return DONE
    case 'use-code':
      delete visit.push
      return DONE
    case 'use-email':
      if (backup.email !== undefined) visit.backupMethod = 'email'
      delete visit.emailCode
      return DONE
    case 'use-questions':
      if (backup.questions !== undefined) visit.backupMethod = 'questions'
      return DONE
    case 'send-backup-code':
      if (backup.email !== undefined) sendEmailCode(world, session, backup.email)
      return DONE
    case 'enter-email-code':
      return enterEmailCode(world, session, field(form, 'code'))
    case 'enter-answers':
      return visit.backupMethod === 'questions' ? enterAnswers(world, session, form.getAll('answer')) : DONE
    default:
      return DONE
  }
}

/** On which pages of the set-up a button is: pressed on another one, as after going back, it does nothing. */
const STAGES: Readonly<Record<string, readonly EnrolmentStage[]>> = {
  'set-up': ['offer'],
  'xero-verify': ['choose-app'],
  'own-app': ['choose-app'],
  continue: ['link'],
  again: ['code'],
  'confirm-code': ['code'],
  questions: ['backup'],
  'backup-email': ['backup'],
  answer: ['questions'],
  'send-code': ['email', 'finish'],
  'other-address': ['email-code'],
  'confirm-email': ['email-code'],
  finish: ['finish'],
}

export function pressInEnrolment(world: World, session: BrowserSession, enrolment: Enrolment, form: URLSearchParams): Pressed {
  const press = field(form, 'press')
  if (lookUp(STAGES, press)?.includes(enrolment.stage) !== true) return DONE
  switch (press) {
    case 'set-up':
      startLinking(world, enrolment)
      return DONE
    case 'xero-verify':
    case 'own-app':
      chooseApp(enrolment, press)
      return DONE
    case 'again':
      enrolment.stage = 'link'
      return DONE
    case 'continue':
      return continueFromLink(world, session, enrolment)
    case 'confirm-code':
      return confirmCode(world, session, enrolment, field(form, 'code'))
    case 'questions':
      enrolment.stage = 'questions'
      return DONE
    case 'backup-email':
    case 'other-address':
      enrolment.stage = 'email'
      return DONE
    case 'answer':
      return chooseQuestions(enrolment, form.getAll('question'), form.getAll('answer'))
    case 'send-code':
      return enterBackupEmail(world, session, enrolment, field(form, 'email'))
    case 'confirm-email':
      return confirmBackupEmail(world, session, enrolment, field(form, 'code'))
    default:
      finish(world, session, enrolment)
      return DONE
  }
}
