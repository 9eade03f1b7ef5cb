/** Problems that a reader cannot tell apart: the index shows one entry, and the page behind it leads to the others. */
export interface Family {
  /** The page that opens from the index. */
  readonly door: string
  readonly members: readonly string[]
  /** Key of the entry's words, where the door's own title is too narrow for all of them. */
  readonly words?: string
}

export const FAMILIES: readonly Family[] = [
  { door: 'code-refused', members: ['phone-clock-wrong', 'old-entry-in-app', 'not-time-based'] },
  { door: 'xero-error-page', members: ['xero-invalid-redirect', 'xero-invalid-scope'] },
  {
    door: 'session-lost',
    members: ['link-expired', 'link-spent', 'attempt-unknown', 'consent-expired', 'bad-request', 'forbidden-origin'],
    words: 'problem.start-again',
  },
]

export const familyOf = (door: string): Family | undefined => FAMILIES.find((family) => family.door === door)

const members = new Set(FAMILIES.flatMap((family) => family.members))

/** Whether a problem stands behind another one's door. */
export const isBehindDoor = (id: string): boolean => members.has(id)
