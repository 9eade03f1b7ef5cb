import { fail, type Result, succeed } from '../../../src/contract/result.ts'
import { fingerprintOf } from './ids.ts'
import type { AnsweredQuestion } from './two-step-world.ts'

/** Of our own making: Xero's list is not public. */
export const QUESTIONS = [
  'What was your first street called?',
  'In which town did your parents meet?',
  'What was your favourite animal as a child?',
  'Who was your first teacher?',
  'What was the name of your first boat or bicycle?',
  'What did you want to become as a child?',
] as const

export type QuestionsRefused = 'question-missing' | 'questions-alike' | 'answer-invalid'

/** Xero takes answers of five letters and digits or more. */
const ANSWER = /^[A-Za-z0-9]{5,}$/

export function readQuestions(
  questions: readonly string[],
  answers: readonly string[],
): Result<readonly AnsweredQuestion[], QuestionsRefused> {
  const chosen = questions.filter((question) => QUESTIONS.some((known) => known === question))
  if (chosen.length !== 3) return fail('question-missing')
  if (new Set(chosen).size !== 3) return fail('questions-alike')
  if (answers.length !== 3 || !answers.every((answer) => ANSWER.test(answer))) return fail('answer-invalid')
  return succeed(chosen.map((question, at) => ({ question, fingerprint: fingerprintOf(answers[at] ?? '') })))
}

/** The first three questions with these answers. */
export const questionsOf = (answers: readonly string[]): readonly AnsweredQuestion[] =>
  answers.map((answer, at) => ({ question: QUESTIONS[at] ?? '', fingerprint: fingerprintOf(answer) }))

/** At a login Xero asks two of the three. */
export const askedOf = (questions: readonly AnsweredQuestion[]): readonly AnsweredQuestion[] => questions.slice(0, 2)

/** Spelled as at first, capitals included. */
export const areAnswersRight = (questions: readonly AnsweredQuestion[], answers: readonly string[]): boolean =>
  askedOf(questions).every(({ fingerprint }, at) => fingerprint === fingerprintOf(answers[at] ?? ''))
