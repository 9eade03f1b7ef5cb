import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createResolver } from '../../src/guide/addresses.ts'
import { readContent, releasedFlows } from '../../src/guide/content.ts'
import { UNFILLED } from '../../src/guide/scaffold.ts'
import { planThrough } from '../../src/wizard/plan.ts'
import { createSandbox, type Sandbox } from './sandbox.ts'

const section = /^## Add a step$(.*?)^### /ms.exec(readFileSync('docs/writing.md', 'utf8'))?.[1] ?? ''

/** A code block, without the indent of the list it stands in. */
function readBlock(language: string): string {
  const [, indent = '', text = ''] = new RegExp(`^( *)\`\`\`${language}\n(.*?)^ *\`\`\`$`, 'ms').exec(section) ?? []
  return text.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
}

function readNamed(pattern: RegExp): string {
  const named = pattern.exec(section)?.[1]
  if (named === undefined) throw new Error(`docs/writing.md does not say ${pattern}`)
  return named.replace(/^content\//, '')
}

const stepPath = readNamed(/Write `(content\/steps\/en\/[\w-]+\.md)`/)
const flowPath = readNamed(/Put one line into `(content\/flows\/[\w-]+\.yaml)`/)
const address = `/${readNamed(/shows the step at `\/([\w/-]+)\/`/)}/`
const [, flowId = '', stepId = ''] = address.split('/')

/** The content as it was before someone followed the section, where that has happened. */
function createBefore(): Sandbox {
  const sandbox = createSandbox()
  const [, added = ''] = readBlock('yaml').trimEnd().split('\n')
  sandbox.write(flowPath, sandbox.read(flowPath).replace(`\n${added}\n`, '\n'))
  rmSync(join(sandbox.root, stepPath), { force: true })
  return sandbox
}

function expectStep(sandbox: Sandbox): void {
  expect(sandbox.complaints()).toEqual([])
  const content = readContent(sandbox.root)
  const flow = releasedFlows(content).find(({ id }) => id === flowId)
  const plan = flow === undefined ? [] : planThrough(flow, flow.start)
  expect(plan).toContain(stepId)
  expect(plan.indexOf(stepId)).toBe(plan.indexOf('xero-connect') + 1)
  expect(createResolver(content)(address)).toBe(true)
}

describe('“Add a step” in docs/writing.md', () => {
  it('adds a step by one new file and one line', () => {
    const sandbox = createBefore()
    sandbox.write(stepPath, readBlock('md'))
    const [before = '', ...added] = readBlock('yaml').trimEnd().split('\n')
    expect(added).toHaveLength(1)
    sandbox.change(flowPath, `\n${before}\n`, `\n${before}\n${added[0]}\n`)
    expectStep(sandbox)
  })

  it('fails by name and line when the file is forgotten', () => {
    const sandbox = createBefore()
    const [before = '', added = ''] = readBlock('yaml').trimEnd().split('\n')
    sandbox.change(flowPath, `\n${before}\n`, `\n${before}\n${added}\n`)
    expect(sandbox.complaints().join('\n')).toContain(`steps.${stepId} has no page; write content/${stepPath}`)
  })

  it('adds a sound step by the command', () => {
    const sandbox = createBefore()
    const words = readBlock('sh').trim().split(' ')
    expect(words.slice(0, 4)).toEqual(['npm', 'run', 'new:step', '--'])
    const scripts = JSON.parse(readFileSync('package.json', 'utf8')).scripts as Record<string, string>
    expect(scripts['new:step']).toBe('node scripts/guide/new-step.ts')
    execFileSync(process.execPath, ['scripts/guide/new-step.ts', ...words.slice(4), '--content', sandbox.root])
    for (const words of UNFILLED) sandbox.write(stepPath, sandbox.read(stepPath).replace(words, 'The words of a writer.'))
    expectStep(sandbox)
    expect(sandbox.read(stepPath)).toMatch(/^1\. /m)
  })
})
