/**
 * What the Worker does for each thing that happens: how often it reads and writes, asks its objects and Xero. Held to the running Worker
 * by tests/edge/operations.test.ts.
 */
export interface Operation {
  readonly workerRequests: number
  readonly kvReads: number
  readonly kvWrites: number
  readonly kvDeletes: number
  /** Calls between the Worker and its objects, and alarms. */
  readonly objectRequests: number
  readonly rowsWritten: number
  /** Of the desk's D1, whose entries the accounts write a moment later. */
  readonly indexRowsRead: number
  readonly indexRowsWritten: number
  /** Messages put into the queue. */
  readonly messages: number
  /** Those that Xero counts for the app: connections and organisations. */
  readonly xeroApiCalls: number
  /** Of its identity service: tokens, revocations, signing keys. */
  readonly xeroIdentityCalls: number
}

export const OPERATIONS = {
  /** The link made and opened, the attempt, the organisation's details, the press that confirms it, and the look whether they stopped. */
  connect: {
    workerRequests: 6,
    kvReads: 1,
    kvWrites: 7,
    kvDeletes: 0,
    objectRequests: 26,
    rowsWritten: 90,
    indexRowsRead: 16,
    indexRowsWritten: 36,
    messages: 2,
    xeroApiCalls: 4,
    xeroIdentityCalls: 2,
  },
  /** miBilling asks for a token, and the copies in KV have it. */
  token: {
    workerRequests: 1,
    kvReads: 2,
    kvWrites: 0,
    kvDeletes: 0,
    objectRequests: 0,
    rowsWritten: 0,
    indexRowsRead: 0,
    indexRowsWritten: 0,
    messages: 0,
    xeroApiCalls: 0,
    xeroIdentityCalls: 0,
  },
  /** miBilling asks for a token, and it has to be refreshed. */
  refresh: {
    workerRequests: 1,
    kvReads: 2,
    kvWrites: 1,
    kvDeletes: 0,
    objectRequests: 2,
    rowsWritten: 5,
    indexRowsRead: 0,
    indexRowsWritten: 0,
    messages: 0,
    xeroApiCalls: 0,
    xeroIdentityCalls: 1,
  },
  /** A login's daily look, with one account. */
  look: {
    workerRequests: 0,
    kvReads: 2,
    kvWrites: 1,
    kvDeletes: 0,
    objectRequests: 5,
    rowsWritten: 18,
    indexRowsRead: 0,
    indexRowsWritten: 0,
    messages: 0,
    xeroApiCalls: 3,
    xeroIdentityCalls: 1,
  },
  /** miBilling announces a billing run, and Xero is looked at once before it. */
  run: {
    workerRequests: 1,
    kvReads: 0,
    kvWrites: 1,
    kvDeletes: 0,
    objectRequests: 10,
    rowsWritten: 32,
    indexRowsRead: 0,
    indexRowsWritten: 0,
    messages: 0,
    xeroApiCalls: 3,
    xeroIdentityCalls: 1,
  },
  /** Once a week an account notes that miBilling asks for tokens. */
  use: {
    workerRequests: 0,
    kvReads: 0,
    kvWrites: 0,
    kvDeletes: 0,
    objectRequests: 2,
    rowsWritten: 6,
    indexRowsRead: 1,
    indexRowsWritten: 2,
    messages: 0,
    xeroApiCalls: 0,
    xeroIdentityCalls: 0,
  },
  /** miBilling asks how an account stands. */
  state: {
    workerRequests: 1,
    kvReads: 0,
    kvWrites: 0,
    kvDeletes: 0,
    objectRequests: 2,
    rowsWritten: 0,
    indexRowsRead: 0,
    indexRowsWritten: 0,
    messages: 0,
    xeroApiCalls: 0,
    xeroIdentityCalls: 0,
  },
  disconnect: {
    workerRequests: 1,
    kvReads: 0,
    kvWrites: 0,
    kvDeletes: 3,
    objectRequests: 5,
    rowsWritten: 44,
    indexRowsRead: 13,
    indexRowsWritten: 18,
    messages: 1,
    xeroApiCalls: 2,
    xeroIdentityCalls: 1,
  },
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof OPERATIONS
