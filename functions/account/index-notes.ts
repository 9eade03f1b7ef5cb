/** What the account wrote into the index last, and when miBilling last asked for a token. */
import { now } from '../../src/contract/clock.ts'

/** Names nobody, so it isn't sealed. */
interface WrittenEntry {
  /** A keyed hash of the row. */
  readonly mark?: string | undefined
  /** The `kid` that sealed it. */
  readonly key?: string | undefined
  /** The last event of the timeline whose code is in the index. */
  readonly event: number
  readonly usedAt?: number | undefined
}

export interface IndexNotes {
  written(): WrittenEntry
  write(written: WrittenEntry): void
  usedAt(): number | undefined
  use(): void
}

const WRITTEN = 'indexed'
const USED = 'used-at'

export const createIndexNotes = ({ kv }: Pick<DurableObjectStorage, 'kv'>): IndexNotes => ({
  written: () => kv.get<WrittenEntry>(WRITTEN) ?? { event: 0 },
  write: (written) => kv.put(WRITTEN, written),
  usedAt: () => kv.get<number>(USED),
  use: () => kv.put(USED, now()),
})
