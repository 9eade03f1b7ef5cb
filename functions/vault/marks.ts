/**
 * Marks: keyed hashes that a page or a readable cookie may show. A mark doesn't reveal what it stands for, can't be made without the key,
 * and grants nothing by itself.
 *
 * @see RFC 2104
 */

import { constantTimeEqual } from '@oslojs/crypto/subtle'
import { nodeCrypto } from '../node-crypto.ts'
import type { SealKey } from './seal.ts'

/** What a mark stands for. Marks of different purposes have nothing in common. */
type MarkPurpose = 'session' | 'account' | 'index'

export interface Marks {
  /** Made with the newest key. 22 characters of base64url */
  of(purpose: MarkPurpose, text: string): string
  /** With every key of the set, newest first: to look up what any of them may have marked. */
  all(purpose: MarkPurpose, text: string): string[]
  /** Whether any key of the set made this mark of the text. */
  fits(mark: string, purpose: MarkPurpose, text: string): boolean
}

const MARK_BYTES = 16
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** @param keys newest first; each purpose gets its own key, derived from these, so what they seal stays safe */
export function createMarks(keys: readonly SealKey[]): Marks {
  const markWith = ({ key }: SealKey, purpose: MarkPurpose, text: string): string => {
    const derived = nodeCrypto().createHmac('sha256', key).update(`mark/${purpose}`).digest()
    return nodeCrypto().createHmac('sha256', derived).update(text).digest().subarray(0, MARK_BYTES).toString('base64url')
  }
  const [newest] = keys
  if (newest === undefined) throw new RangeError('there is no key to make marks with')
  return {
    of: (purpose, text) => markWith(newest, purpose, text),
    all: (purpose, text) => keys.map((key) => markWith(key, purpose, text)),
    fits: (mark, purpose, text) => keys.some((key) => constantTimeEqual(bytesOf(markWith(key, purpose, text)), bytesOf(mark))),
  }
}
