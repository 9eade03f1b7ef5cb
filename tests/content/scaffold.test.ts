import { describe, expect, it } from 'vitest'
import { insertStep, newProblem, newStep, UNFILLED } from '../../src/guide/scaffold.ts'
import { createSandbox, readMiddleStep } from './sandbox.ts'

const FLOW = `# Order
steps:
  one: # first
  two: { next: four }
  ask:
    next:
      'yes': four
      not-yet: { enter: other, then: four }
      else: four
  four: {}
`

describe('a new step in a flow', () => {
  it.each<[string, string, string[], string, string]>([
    ['below a step that leads on by itself', 'one', [], '  one: # first\n', '  one: # first\n  new:\n'],
    ['behind a step that names the next', 'two', [], '  two: { next: four }\n', '  two: { next: new }\n  new: { next: four }\n'],
    ['behind one answer', 'ask', ['yes'], "'yes': four\n", "'yes': new\n"],
  ])('stands %s', (_, after, options, before, afterwards) => {
    const inserted = insertStep(FLOW, 'new', { after, options })
    const changed = FLOW.replace(before, afterwards)
    expect(inserted).toEqual({
      ok: true,
      value: options.length > 0 ? changed.replace('  four: {}', '  new: { next: four }\n  four: {}') : changed,
    })
  })

  it.each<[string, string, string[], string]>([
    ['a step that is not there', 'gone', [], 'no step "gone"; it has one, two, ask, four'],
    ['the end', 'four', [], '"four" is the end'],
    ['a choice without an answer', 'ask', [], 'such as --option yes'],
    ['an answer that enters another flow', 'ask', ['not-yet'], 'must all lead to one step'],
  ])('is refused behind %s', (_, after, options, reason) => {
    const inserted = insertStep(FLOW, 'new', { after, options })
    expect(inserted.ok ? '' : inserted.error).toContain(reason)
  })

  it('is refused where it is already', () => {
    expect(insertStep(FLOW, 'two', { after: 'one', options: [] }).ok).toBe(false)
  })
})

describe('new pages', () => {
  it('are sound but for what is to be written', () => {
    const sandbox = createSandbox()
    sandbox.write('steps/en/a-rather-long-name-for-a-step.md', newStep('a-rather-long-name-for-a-step', '2026-11-23'))
    sandbox.write('problems/en/it-hums.md', newProblem('it-hums', '2026-11-23'))
    sandbox.change('steps/en/dashboard.md', 'problems: [', 'problems: [it-hums, ')
    const before = readMiddleStep(sandbox, 'connect')
    sandbox.change('flows/connect.yaml', `\n  ${before}:\n`, `\n  ${before}:\n  a-rather-long-name-for-a-step:\n`)
    const complaints = sandbox.complaints()
    expect(complaints).toHaveLength(UNFILLED.length)
    expect(complaints.filter((line) => !line.includes('still says'))).toEqual([])
  })
})
