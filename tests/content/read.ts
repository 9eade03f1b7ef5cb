import { readContentFiles } from '../../src/guide/content-files.ts'
import { flowSchema } from '../../src/schema/flow.ts'
import { problemSchema } from '../../src/schema/problem.ts'
import { stepSchema } from '../../src/schema/step.ts'
import { uiSchema } from '../../src/schema/ui.ts'

/** The real content, before and after its schema, for one language. */
export const STEPS = readContentFiles('content/steps/en')
export const PROBLEM_PAGES = readContentFiles('content/problems/en')
export const FLOWS = readContentFiles('content/flows')
export const UI = readContentFiles('content/ui')

export const parsedSteps = () => STEPS.map(({ id, data, body }) => ({ id, body, words: stepSchema.parse(data) }))
export const parsedProblems = () => PROBLEM_PAGES.map(({ id, data, body }) => ({ id, body, words: problemSchema.parse(data) }))
export const parsedFlows = () =>
  FLOWS.flatMap(({ id, data }) => {
    const flow = flowSchema.parse(data)
    return flow.status === 'released' ? [{ id, ...flow }] : []
  })
export const parsedUi = (locale: string) => uiSchema.parse(UI.find(({ id }) => id === locale)?.data)
