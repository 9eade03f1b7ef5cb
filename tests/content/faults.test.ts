import { describe, expect, it } from 'vitest'
import { newProblem, newStep, UNFILLED } from '../../src/guide/scaffold.ts'
import { createSandbox, type Sandbox } from './sandbox.ts'

const STEP = 'steps/en/sample.md'
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

  it.each<[string, string, string, string, string]>([
    ['a misspelt field', STEP, 'summary:', 'sumary:', 'steps/en/sample.md:4  sumary is not a field here; allowed are title, label'],
    [
      'an unquoted colon',
      STEP,
      'title: Open the door',
      'title: Open: the door',
      'steps/en/sample.md:2  has a colon among its words: put all of them in quotes',
    ],
    ['a byte-order mark', STEP, '---\ntitle', '\uFEFF---\ntitle', 'steps/en/sample.md:1  begins with a byte-order mark'],
    [
      'curly quotes round its words',
      STEP,
      'title: Open the door',
      'title: “Open the door”',
      'steps/en/sample.md:2  has its words in curly quotes',
    ],
    [
      'a day that has not come',
      STEP,
      '2026-11-22',
      '2999-01-01',
      'steps/en/sample.md:17  source.checked lies in the future: 2999-01-01',
    ],
    ['a tab', STEP, '  describe:', '\tdescribe:', 'steps/en/sample.md:12  is indented with a tab'],
    ['a full-width colon', STEP, 'label: Open', 'label： Open', 'steps/en/sample.md:3  has a full-width colon'],
    ['a non-breaking space', STEP, 'label: Open', 'label:\u00A0Open', 'steps/en/sample.md:3  has a non-breaking space'],
    [
      'no end of its fields',
      STEP,
      'checked: 2026-11-22 }\n---',
      'checked: 2026-11-22 }',
      'steps/en/sample.md:1  needs a line of --- below its fields',
    ],
    ['a quotation mark that stays open', STEP, 'title: Open', 'title: "Open', 'steps/en/sample.md:'],
    ['a field that is missing', STEP, 'done: It is open\n', '', 'steps/en/sample.md:2  done is missing'],
    [
      'a kind nobody knows',
      STEP,
      'kind: task',
      'kind: quiz',
      'steps/en/sample.md:5  kind must be task, choice, connect or outcome',
    ],
    [
      'a place nobody knows',
      STEP,
      'place: here',
      'place: moon',
      'steps/en/sample.md:6  place must be mistable, xero, phone, email or here',
    ],
    [
      'words where a number belongs',
      STEP,
      'minutes: 1',
      'minutes: some',
      'steps/en/sample.md:7  minutes must be a number, not words',
    ],
    [
      'a title that is too long',
      STEP,
      'Open the door',
      'Open the door and go in at once, before it is closed again by the wind',
      'steps/en/sample.md:2  title is longer than 60',
    ],
    [
      'a misspelt part of a picture',
      STEP,
      'text: Open,',
      'txt: Open,',
      'steps/en/sample.md:16  picture.screens.0.parts.0.text is missing',
    ],
    [
      'a part that nobody draws',
      STEP,
      'part: button',
      'part: lever',
      'steps/en/sample.md:16  picture.screens.0.parts.0.part must be one of heading',
    ],
    ['a day that is none', STEP, '2026-11-22', 'soon', 'steps/en/sample.md:17  source.checked must be a day'],
    ['front matter that is not YAML', STEP, 'kind: task', 'kind: [task', 'steps/en/sample.md:'],
    ['a page without front matter', STEP, '---\ntitle', 'title', 'steps/en/sample.md:1  must begin with front matter'],
    ['a title without a verb', STEP, 'title: Open the', 'title: The open', 'steps/en/sample.md:2  title must begin with a verb'],
    ['a problem page that is not there', STEP, '[it-hums]', '[no-such]', 'steps/en/sample.md:10  problems.0 names "no-such"'],
    ['no problem page at all', STEP, '[it-hums]', '[]', 'flows/sample.yaml:6  steps.sample leads to no problem page'],
    [
      'a callout without an action',
      STEP,
      'callout: 1',
      'callout: 2',
      'steps/en/sample.md:11  picture has callout 2, but the page has 1',
    ],
    [
      'a description without the callout',
      STEP,
      'marked 1',
      'marked',
      'steps/en/sample.md:12  picture.describe does not say where callout 1 is',
    ],
    ['a link that leads nowhere', STEP, '](/)', '](/nowhere/)', 'steps/en/sample.md:23  has a link that leads nowhere: /nowhere/'],
    [
      'an anchor that is not on the page',
      STEP,
      '(#the-handle)',
      '(#handle)',
      'steps/en/sample.md:23  has a link that leads nowhere: #handle',
    ],
    ['an anchor that is not on another page', STEP, '](/)', '](/sample/sample/#gone)', 'leads nowhere: /sample/sample/#gone'],
    [
      'a link that is no address',
      STEP,
      '](/)',
      '](connect/company/)',
      'steps/en/sample.md:23  has a link that must begin with /, # or https://: connect/company/',
    ],
    [
      'two headings of one name',
      STEP,
      '## The handle\n',
      '## The handle\n\n## The handle\n',
      'steps/en/sample.md:19  has the anchor "the-handle" twice',
    ],
    ['a task without actions', STEP, '1. Open it.', 'Open it.', 'steps/en/sample.md:2  needs a numbered list'],
    ['a field that stands twice', STEP, 'kind: task', 'kind: task\nkind: task', 'steps/en/sample.md:6  has a field twice: kind'],
    [
      'a step that stands twice',
      'flows/sample.yaml',
      '  sample:\n',
      '  sample:\n  sample:\n',
      'flows/sample.yaml:7  has a field twice: sample',
    ],
    [
      'a problem page that nothing leads to',
      STEP,
      '[it-hums]',
      '[internal]',
      'problems/en/it-hums.md:1  is named by no step; add it to problems of the steps where it happens',
    ],
    [
      'a flow that leads back to itself',
      'flows/sample.yaml',
      '  sample:\n',
      '  sample:\n  sample-more: { next: sample }\n',
      'flows/sample.yaml:6  steps.sample leads back to itself: sample > sample-more > sample',
    ],
    ['a template tag', STEP, 'Open it', 'Open {{it}}', 'steps/en/sample.md:19  must not hold {{'],
    ['an alias that is in use', STEP, 'minutes: 1', 'minutes: 1\naliases: [sample-end]', 'names "sample-end", which is in use'],
    ['a step that no flow uses', 'flows/sample.yaml', '  sample:\n', '  dashboard:\n', 'steps/en/sample.md:1  is in no flow'],
    [
      'a step without a page',
      'flows/sample.yaml',
      '  sample:\n',
      '  sample:\n  next-one:\n',
      'flows/sample.yaml:7  steps.next-one has no page; write content/steps/en/next-one.md',
    ],
    [
      'a way to a step that is missing',
      'flows/sample.yaml',
      '  sample:\n',
      '  sample: { next: gone }\n',
      'flows/sample.yaml:6  steps.sample leads to "gone"',
    ],
    [
      'a last step that leads on',
      'flows/sample.yaml',
      'sample-end: {}',
      'sample-end:',
      'flows/sample.yaml:7  steps.sample-end has no step below it',
    ],
    [
      'a way that is no step',
      'flows/sample.yaml',
      '  sample:\n',
      '  sample: { next: [a] }\n',
      'flows/sample.yaml:6  steps.sample.next must be a step id, or for each option',
    ],
    [
      'a flow that enters what is not released',
      'flows/sample.yaml',
      '  sample:\n',
      '  sample: { next: { done: { enter: gone, then: sample-end } } }\n',
      'steps.sample enters "gone"',
    ],
    ['a status nobody knows', 'flows/sample.yaml', 'released', 'done', 'flows/sample.yaml:1  status must be'],
    [
      'an outcome that leads to no step',
      'steps/en/sample-end.md',
      'kind: outcome',
      'kind: outcome\nonward: [{ flow: sample, step: gone, label: On }]',
      'onward.0 leads to sample/gone',
    ],
  ])('names %s by file, line and field', (_, path, part, by, complaint) => {
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
