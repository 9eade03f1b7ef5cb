import type { EnrolmentStage } from '../two-step-world.ts'
import {
  createBackupChoicePage,
  createChooseAppPage,
  createCodeCheckPage,
  createEmailCodePage,
  createEmailPage,
  createFinishPage,
  createOfferPage,
  createQuestionsPage,
  type EnrolmentView,
} from './enrolment-pages.ts'
import type { Html } from './layout.ts'
import { createLinkPage } from './link-page.ts'

const PAGES: Readonly<Record<EnrolmentStage, (view: EnrolmentView) => Html>> = {
  offer: createOfferPage,
  'choose-app': createChooseAppPage,
  link: createLinkPage,
  code: createCodeCheckPage,
  backup: createBackupChoicePage,
  questions: createQuestionsPage,
  email: createEmailPage,
  'email-code': createEmailCodePage,
  finish: createFinishPage,
}

export const createEnrolmentPage = (view: EnrolmentView): Html => PAGES[view.enrolment.stage](view)
