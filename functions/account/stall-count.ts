import { now } from '../../src/contract/clock.ts'
import type { StallRecord } from './stall.ts'

export interface StallCount {
  read(): StallRecord
  /** miBilling is told once more. Synchronous, as the next one */
  tell(): void
  /** The account is connected: whatever was told before is over. */
  connected(): void
}

const KEY = 'stalled'

export function createStallCount({ kv }: Pick<DurableObjectStorage, 'kv'>): StallCount {
  const read = () => kv.get<StallRecord>(KEY) ?? {}
  return {
    read,
    tell: () => kv.put(KEY, { ...read(), toldAt: [...(read().toldAt ?? []), now()] }),
    connected: () => kv.put(KEY, { wasConnected: true } satisfies StallRecord),
  }
}
