import { describe, expect, it } from 'vitest'
import { newProblem, newStep, UNFILLED } from '../../src/guide/scaffold.ts'
import { FAULTS, STEP } from './fault-cases.ts'
import { createSandbox, type Sandbox } from './sandbox.ts'

const SAMPLE = `---
title: Open the door
label: Open the door
summary: So that you can go in.
kind: task
place: here
minutes: 1
done: It is open
worked: you can see the room.
problems: [it-hums]
picture:
  describe: A button, marked 1.
  screens:
    - frame: browser
      parts:
        - { part: button, text: Open, callout: 1 }
source: { against: guide, checked: 2026-11-22 }
---
1. Open it.

## The handle

See [the start](/) and [the handle](#the-handle).
`
const FLOW = `status: released
title: Sample
summary: Sample.
start: sample
steps:
  sample:
  sample-end: {}
`
const END = `---
title: You are in
label: In
summary: That is all.
kind: outcome
place: here
minutes: 0
source: { against: guide, checked: 2026-11-22 }
---
`

/** As a writer leaves it. */
const filled = (page: string): string => UNFILLED.reduce((text, words) => text.replace(words, 'It hums.'), page)

function createSample(): Sandbox {
  const sandbox = createSandbox('ui/en.yaml')
  sandbox.write('problems/en/it-hums.md', filled(newProblem('it-hums', '2026-11-22')))
  sandbox.write(STEP, SAMPLE)
  sandbox.write('steps/en/sample-end.md', END)
  sandbox.write('flows/sample.yaml', FLOW)
  return sandbox
}

describe('the check of the content', () => {
  it('has nothing to say of a sound flow', () => {
    expect(createSample().complaints()).toEqual([])
  })

  it.each(FAULTS)('names %s by file, line and field', (_, path, part, by, complaint) => {
    const sandbox = createSample()
    sandbox.change(path, part, by)
    expect(sandbox.complaints().join('\n')).toContain(complaint)
  })

  it('takes another heading for an anchor of its own', () => {
    const sandbox = createSample()
    sandbox.change(STEP, '## The handle', '## What to hold {#the-handle}')
    expect(sandbox.complaints()).toEqual([])
  })
})

describe('what the scaffold wrote', () => {
  it('is named until it is written', () => {
    const sandbox = createSample()
    sandbox.write(STEP, newStep('sample', '2026-11-22').replace('[internal]', '[it-hums]'))
    expect(sandbox.complaints()).toEqual([
      'steps/en/sample.md:4  still says “Say in one sentence what this step is for.”: write it',
      'steps/en/sample.md:9  still says “say what the reader sees then.”: write it',
      'steps/en/sample.md:13  still says “Say what to do, one action a number.”: write it',
    ])
    sandbox.write(STEP, filled(newStep('sample', '2026-11-22').replace('[internal]', '[it-hums]')))
    expect(sandbox.complaints()).toEqual([])
  })
})

describe('a file with the line ends of Windows', () => {
  it('is as sound as another', () => {
    const sandbox = createSample()
    sandbox.write(STEP, SAMPLE.replaceAll('\n', '\r\n'))
    expect(sandbox.complaints()).toEqual([])
  })
})
