/** What the buttons and fields of two-step authentication say: today, and when the help article was written. */
export interface Wording {
  readonly setUp: string
  readonly scan: string
  readonly enterKey: string
  readonly key: string
  readonly confirmCode: string
  readonly otherMethod: string
  readonly backupEmail: string
  readonly sendToNewAddress: string
  readonly confirmEmail: string
}

export const WORDINGS: Readonly<Record<'today' | 'article', Wording>> = {
  today: {
    setUp: 'Set up multi-factor authentication',
    scan: 'Scan this QR code',
    enterKey: 'Can’t scan the QR code? Enter a setup key instead',
    key: 'Setup Key',
    confirmCode: 'Confirm',
    otherMethod: 'Use a backup method instead',
    backupEmail: 'Backup email address',
    sendToNewAddress: 'Continue',
    confirmEmail: 'Confirm',
  },
  article: {
    setUp: 'Set up two-step authentication',
    scan: 'Scan this barcode',
    enterKey: 'Enter key',
    key: 'Key',
    confirmCode: 'Continue',
    otherMethod: 'Use another authentication method',
    backupEmail: 'Alternative email address',
    sendToNewAddress: 'Send code',
    confirmEmail: 'Confirm email',
  },
}
