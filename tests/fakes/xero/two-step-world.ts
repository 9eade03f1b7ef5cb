/** What the world knows of two-step authentication beyond its key. Times are Unix seconds on the world's clock. */
export type Device = 'own-app' | 'xero-verify'

export interface Backup {
  readonly email?: string
  readonly questions?: readonly AnsweredQuestion[]
}

export interface AnsweredQuestion {
  readonly question: string
  /** Of the answer as it was typed. */
  readonly fingerprint: string
}

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly code?: string
  /** A path of the login origin. */
  readonly link?: string
  readonly at: number
}

/** Of one logged-in browser. */
export interface TwoStepVisit {
  /** The visit of the authorize address that the login belongs to. */
  readonly consentId?: string
  /** What the person wants to change in their account, and whether they have shown that it is them. */
  task?: { readonly kind: Task; isProven: boolean }
  enrolment?: Enrolment
  push?: 'waiting' | 'denied'
  emailCode?: EmailCode
  /** Chosen of the person's backup methods, at a login. */
  backupMethod?: 'email' | 'questions'
}

/** `app` sets two-step authentication up or changes the device. */
export type Task = 'app' | 'backup-email' | 'turn-off'

interface EmailCode {
  readonly to: string
  readonly code: string
  readonly expiresAt: number
}

export type EnrolmentStage = 'offer' | 'choose-app' | 'link' | 'code' | 'backup' | 'questions' | 'email' | 'email-code' | 'finish'

export interface Enrolment {
  /** A change of the device keeps the backup method; a change of the backup address keeps the device. */
  readonly changes: 'everything' | 'device' | 'backup-email'
  stage: EnrolmentStage
  device: Device
  /** Of the QR code that is showing. A new one with each loading of its page. */
  key: string
  /** Xero Verify has it. */
  isLinked: boolean
  backup: Backup
  /** The page waits only so long. */
  readonly endsAt: number
}
