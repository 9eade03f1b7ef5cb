/** New pages for a writer to fill. What is to be replaced is named until it is. */
import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml'
import { fail, type Result, succeed } from '../contract/result.ts'

/** Words that a writer is to replace: a page that still has them is not finished. */
export const UNFILLED = [
  'Say in one sentence what this step is for.',
  'say what the reader sees then.',
  'Say what to do, one action a number.',
  'Say what the reader sees, in their words.',
  'Say what it means.',
  'say what helps them to help.',
  'Say what to do now.',
  'Say the answer in a few words.',
] as const
const [PURPOSE, SEEN, ACTIONS, SYMPTOM, MEANING, SUPPORT, NOW, ANSWER] = UNFILLED

/** @param day on which it is written */
export const newStep = (id: string, day: string): string => `---
title: Check ${wordsOf(id)}
label: ${capital(wordsOf(id)).slice(0, 28).trim()}
summary: ${PURPOSE}
kind: task
place: here
minutes: 1
done: It is done
worked: ${SEEN}
problems: [internal]
source: { against: guide, checked: ${day} }
---
1. ${ACTIONS}
`

export const newProblem = (id: string, day: string): string => `---
title: ${capital(wordsOf(id))}
symptom: ${SYMPTOM}
meaning: ${MEANING}
side: choice
support: ${SUPPORT}
retry: restart
action: Try again
moment: later
source: { against: guide, checked: ${day} }
---
**${ANSWER}**

1. ${NOW}
`

export interface Place {
  /** The step before the new one. */
  readonly after: string
  /** Where that one is a choice: the options that lead to the new one. */
  readonly options: readonly string[]
}

/** Puts a step into a flow: it leads where the one before it led. Comments and order of the file stay. */
export function insertStep(flowText: string, id: string, { after, options }: Place): Result<string, string> {
  const document = parseDocument(flowText)
  const steps = document.get('steps')
  if (!isMap(steps)) return fail('the flow has no steps')
  const keys = steps.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
  const at = keys.indexOf(after)
  const before = steps.items[at]
  if (before === undefined) return fail(`the flow has no step "${after}"; it has ${keys.join(', ')}`)
  if (keys.includes(id)) return fail(`the flow has the step "${id}" already`)
  const led = redirect(before, id, after, options)
  if (!led.ok) return led
  const value = led.value === undefined ? null : document.createNode({ next: led.value }, { flow: true })
  steps.items.splice(at + 1, 0, document.createPair(id, value))
  return succeed(document.toString({ lineWidth: 0, nullStr: '' }))
}

/** @returns where it led; undefined where it leads to whatever stands below it */
function redirect(before: Pair, id: string, after: string, options: readonly string[]): Result<string | undefined, string> {
  if (!isMap(before.value)) return succeed(undefined)
  const next = before.value.get('next', true)
  if (isScalar(next)) {
    const led = String(next.value)
    before.value.set('next', id)
    return succeed(led)
  }
  if (!isMap(next)) return fail(`"${after}" is the end of the flow`)
  return redirectOptions(next, id, after, options)
}

function redirectOptions(next: YAMLMap, id: string, after: string, options: readonly string[]): Result<string, string> {
  if (options.length === 0)
    return fail(
      `"${after}" is a choice; say which answers lead to the new step, such as --option ${String(next.items.map(({ key }) => key)[0])}`,
    )
  const goals = options.map((option) => next.get(option))
  const goal = goals[0]
  if (typeof goal !== 'string' || goals.some((other) => other !== goal))
    return fail(`the options ${options.join(', ')} of "${after}" must all lead to one step`)
  for (const option of options) next.set(option, id)
  return succeed(goal)
}

const wordsOf = (id: string): string => id.replaceAll('-', ' ')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
