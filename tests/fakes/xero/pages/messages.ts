/** What the pages say in red. */
export const TWO_STEP_MESSAGES = {
  'code-wrong': 'That code is not right. Wait for the next one and try again.',
  'email-code-wrong': 'That code is not right. Use the one in the newest email.',
  'answers-wrong': 'These answers are not the ones that you gave.',
  locked: 'This login is locked after six wrong codes. Try again in two hours.',
  'not-linked': 'Xero Verify has not scanned this QR code yet.',
  'email-same': 'Use an address that is not the one you log in with.',
  'email-invalid': 'Enter an email address.',
  'question-missing': 'Choose three questions.',
  'questions-alike': 'Choose three different questions.',
  'answer-invalid': 'Answers need five letters or digits or more, without spaces or other signs.',
} as const
