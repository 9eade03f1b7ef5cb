import { type Fault, findFaults } from '../../wizard/faults.ts'
import { type Content, releasedFlows, type WrittenFlow } from '../content.ts'
import type { ContentFault } from './explain.ts'

/** First parts of addresses that something else has. */
const TAKEN = ['api', 'v1', 'start', 'problems', 'print', 'guide', 'search', 'comments', 'cdn-cgi']

export function checkFlows(content: Content): readonly ContentFault[] {
  const flows = releasedFlows(content)
  const byId = Object.fromEntries(flows.map((flow) => [flow.id, flow]))
  const facts = Object.fromEntries(
    content.steps.map(({ id, words }) => [
      id,
      {
        final: words.kind === 'outcome',
        problems: words.problems.length,
        ...(words.kind === 'choice' ? { options: Object.keys(words.choices) } : {}),
      },
    ]),
  )
  const used = new Set(content.flows.flatMap(({ words }) => Object.keys(words.steps ?? {})))
  return [
    ...flows.flatMap((flow) => findFaults(flow, facts, byId).map((fault) => place(flow, fault))),
    ...content.flows.flatMap(checkChapters),
    ...content.flows
      .filter(({ id }) => TAKEN.includes(id))
      .map(({ file }) => ({ path: file.path, line: 1, field: '', message: 'has the name of another part of the site' })),
    ...content.steps
      .filter(({ id }) => !used.has(id))
      .map(({ file }) => ({ path: file.path, line: 1, field: '', message: 'is in no flow; name it in one of content/flows' })),
  ]
}

/** A chapter begins with a step of the flow, and has a title in every language that names any. */
function checkChapters({ file, words }: Content['flows'][number]): readonly ContentFault[] {
  const starts = Object.keys(words.chapters)
  const fault = (field: readonly string[], message: string): ContentFault => ({
    path: file.path,
    line: file.lineOf(field),
    field: field.join('.'),
    message,
  })
  return [
    ...starts.flatMap((id) =>
      id in (words.steps ?? {})
        ? []
        : [fault(['chapters', id], 'is not a step of this flow; a chapter is named under its first step')],
    ),
    ...Object.entries(words.translations).flatMap(([locale, { chapters }]) =>
      Object.keys(chapters).join() === starts.join()
        ? []
        : [fault(['translations', locale, 'chapters'], `must have the same chapters: ${starts.join(', ')}`)],
    ),
  ]
}

function place(flow: WrittenFlow, fault: Fault): ContentFault {
  const step = 'step' in fault ? fault.step : (fault.path[0] ?? '')
  const at = fault.kind === 'missing-step' ? (fault.from ?? '') : step
  const field = at === '' ? ['start'] : ['steps', at, ...('given' in fault ? ['next'] : [])]
  return { path: flow.file.path, line: flow.file.lineOf(field), field: field.join('.'), message: wordsFor(fault) }
}

function wordsFor(fault: Fault): string {
  switch (fault.kind) {
    case 'missing-step':
      return `leads to "${fault.step}", which is not a step of this flow`
    case 'missing-words':
      return `has no page; write content/steps/en/${fault.step}.md`
    case 'orphan':
      return 'is a step that no way leads to'
    case 'cycle':
      return `leads back to itself: ${fault.path.join(' > ')}`
    case 'dead-branch':
      return `has a branch that no answer takes: ${fault.when} > ${fault.to}`
    case 'unanswered-option':
      return `offers the option "${fault.option}", but no branch takes it`
    case 'wrong-end':
      return 'must lead on unless its kind is outcome, and must not if it is'
    case 'no-problem-link':
      return 'leads to no problem page; its page needs problems'
    case 'missing-flow':
      return `enters "${fault.flow}", which is not a released flow`
    case 'unknown-earlier':
      return `goes by "${fault.given.step}", which is not a step of this flow`
    case 'unknown-answer':
      return `goes by "${fault.given.step}", which does not offer "${fault.given.answer}"`
    case 'never-given':
      return `goes by "${fault.given.step}", but no one who answered "${fault.given.answer}" there comes here`
    case 'missing-else':
      return `goes by "${fault.given.step}" and needs else, for those who answered something else or nothing there`
    case 'enters-itself':
      return `enters itself: ${fault.path.join(' > ')}`
  }
}
