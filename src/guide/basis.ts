/** What a page rests on, in the reader's words. Pure. */
import type { Source } from '../schema/text.ts'
import { formatDay } from './locale.ts'
import type { Words } from './words.ts'

/** Such as “Based on Xero’s help as it stood in 2022. Not yet compared with a real screen.” */
export function basisOf(t: Words, locale: string, { against, edition, checked, confidence }: Source): string {
  const key = edition === undefined ? against : 'edition'
  const basis = t(`step.checked.${key}`, { day: formatDay(locale, checked), year: edition ?? '' })
  if (confidence === undefined || confidence === 'observed') return basis
  return t('step.checked.both', { basis, doubt: t(`step.confidence.${confidence}`) })
}
