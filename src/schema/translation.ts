/** Pages in further languages: words alone. What a page does, and every fact about it, stands once, in the first language's file. */
import { z } from 'astro/zod'
import { lookUp } from '../contract/look-up.ts'
import { picture } from './picture.ts'
import type { ProblemWords } from './problem.ts'
import type { StepWords } from './step.ts'
import { keywords, line, translates } from './text.ts'

export const stepTranslationSchema = z.strictObject({
  title: line(60),
  label: line(28),
  summary: line(200),
  done: line(40).optional(),
  worked: line(200).optional(),
  onePhone: line(400).optional(),
  choices: z.record(z.string(), z.strictObject({ label: line(60), hint: line(200).optional() })).optional(),
  /** The labels, in the order of the first language. */
  onward: z.array(line(40)).optional(),
  picture: picture.optional(),
  keywords,
  translates,
})

export const problemTranslationSchema = z.strictObject({
  title: line(70),
  symptom: line(200),
  meaning: line(320),
  support: line(240),
  action: line(40).optional(),
  keywords,
  translates,
})

export type StepTranslation = z.output<typeof stepTranslationSchema>
export type ProblemTranslation = z.output<typeof problemTranslationSchema>

/** The first language's facts in another language's words. */
export function translateStep<S extends StepWords>(step: S, { onward, translates: _, ...words }: StepTranslation): S {
  const labels = 'onward' in step ? { onward: step.onward.map((link, at) => ({ ...link, label: onward?.[at] ?? link.label })) } : {}
  return { ...step, ...words, ...labels }
}

export const translateProblem = (problem: ProblemWords, { translates: _, ...words }: ProblemTranslation): ProblemWords => ({
  ...problem,
  ...words,
})

/** Fields that the first language has and the translation lacks, or the other way round. */
export function findUnevenWords(
  first: StepWords | ProblemWords,
  translation: StepTranslation | ProblemTranslation,
): readonly string[] {
  const optional = ['done', 'worked', 'onePhone', 'choices', 'picture', 'action'] as const
  const isWords = (field: (typeof optional)[number]): boolean => field !== 'action' || 'symptom' in first
  return optional.filter((field) => isWords(field) && has(first, field) !== has(translation, field))
}

const has = (record: object, field: string): boolean => lookUp(record as Record<string, unknown>, field) !== undefined
