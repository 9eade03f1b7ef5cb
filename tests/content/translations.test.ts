import { describe, expect, it } from 'vitest'
import { findAnchors } from '../../src/guide/anchors.ts'
import { findOutgrown } from '../../src/guide/check/translations.ts'
import { readContent } from '../../src/guide/content.ts'
import { digestOf, findLag, stamped } from '../../src/guide/lag.ts'
import { FIRST_LOCALE, LOCALES } from '../../src/guide/locale.ts'
import { createSandbox, type Sandbox } from './sandbox.ts'

const LOCALE = 'zh-hans'
const PATH = `steps/${LOCALE}/two-step.md`
const HINT = '    hint: 请准备好手机。\n'

/** As many parts as the English page has, whatever they say. */
function translateTwoStep(sandbox: Sandbox): void {
  const english = readContent(sandbox.root).steps.find(({ id }) => id === 'two-step')
  if (english?.words.kind !== 'choice') throw new Error('two-step is no choice any more')
  const choices = Object.keys(english.words.choices).map((id) => `  '${id}':\n    label: 选择 ${id}\n${HINT}`)
  const onePhone = english.words.onePhone === undefined ? '' : 'onePhone: 同一部手机。\n'
  const { picture } = english.words
  const drawing = picture === undefined ? '' : `picture: ${JSON.stringify(picture)}\n`
  const front = `title: 您在 Xero 使用两步验证吗？\nlabel: 两步验证\nsummary: Xero 会要求第二个证明。\n${onePhone}${drawing}choices:\n${choices.join('')}`
  const headings = findAnchors(english.file.body).map((anchor) => `\n## 标题 {#${anchor}}\n`)
  sandbox.write(PATH, `---\n${front}translates: "${digestOf(english)}"\n---\n两步验证。\n${headings.join('')}`)
}

describe('translations', () => {
  const content = readContent()

  it.each(LOCALES.filter((locale) => locale !== FIRST_LOCALE))('lag behind in %s only by what is listed', (locale) => {
    const lag = findLag(content, locale)
    console.info(lag.length === 0 ? `${locale} is up to date` : lag.map(({ path, why }) => `${why}  ${path}`).join('\n'))
    const pages = [...content.steps, ...content.problems].map(({ id }) => `/${id}.md`)
    expect(lag.filter(({ path }) => path.endsWith('.md') && !pages.some((page) => path.endsWith(page)))).toEqual([])
  })

  it('are up to date until the English changes', () => {
    const sandbox = createSandbox()
    translateTwoStep(sandbox)
    const lagOf = () => findLag(readContent(sandbox.root), LOCALE).find(({ path }) => path.endsWith('/two-step.md'))?.why
    expect(sandbox.complaints()).toEqual([])
    expect(lagOf()).toBeUndefined()
    sandbox.write('steps/en/two-step.md', sandbox.read('steps/en/two-step.md').replace(/checked: [\d-]+/, 'checked: 2026-01-02'))
    expect(lagOf()).toBeUndefined()
    sandbox.change('steps/en/two-step.md', 'title: ', 'title: Now, ')
    expect(lagOf()).toBe('changed since')
  })

  it.each([
    ['Unix', '\n'],
    ['Windows', '\r\n'],
  ])('are stamped with the line ends of %s kept', (_, lineEnd) => {
    const [first] = readContent().steps
    if (first === undefined) throw new Error('there are no steps')
    const text = (front: string) => `---\n${front}---\nOne.\n\n---\n\nTwo.\n`.replaceAll('\n', lineEnd)
    const expected = text(`title: Log in\ntranslates: "${digestOf(first)}"\n`)
    expect(stamped(text('title: Log in\n'), first)).toBe(expected)
    expect(stamped(text('translates: "old"\ntitle: Log in\n'), first)).toBe(expected)
  })

  it.each<[string, string, string, string]>([
    ['a fact that stands in English', 'label:', 'minutes: 3\nlabel:', `${PATH}:3  minutes is not a field here`],
    ['another option', "'yes':", "'yeah':", 'must have the same options of choices'],
    ['a field that English lacks', 'label:', 'done: 好了\nlabel:', `${PATH}:3  done must be here where the first language has it`],
    ['another number of actions', '两步验证。\n', '1. 做。\n', 'must have the same numbered actions: 0, not 1'],
    ['a heading that English lacks', '两步验证。\n', '## 手机 {#phone}\n', 'must have the same anchors of headings'],
  ])('are refused with %s', (_, part, by, complaint) => {
    const sandbox = createSandbox()
    translateTwoStep(sandbox)
    sandbox.change(PATH, part, by)
    expect(sandbox.complaints().join('\n')).toContain(complaint)
  })

  it('that a change of the English has outgrown are no fault, and are shown in English until someone translates', () => {
    const sandbox = createSandbox()
    translateTwoStep(sandbox)
    const outgrown = () => findOutgrown(readContent(sandbox.root)).map(({ key }) => key)
    expect(outgrown()).toEqual([])
    sandbox.write('steps/en/two-step.md', `${sandbox.read('steps/en/two-step.md')}\n1. Fetch your phone.\n`)
    expect(sandbox.complaints()).toEqual([])
    expect(outgrown()).toEqual([`steps/${LOCALE}/two-step`])
  })

  it('are refused where they translate nothing', () => {
    const sandbox = createSandbox()
    translateTwoStep(sandbox)
    sandbox.write(`steps/${LOCALE}/gone.md`, sandbox.read(PATH))
    expect(sandbox.complaints().join('\n')).toContain(`steps/${LOCALE}/gone.md:2  translates a page that is not there`)
  })

  it('of the interface have every string and every place for a value', () => {
    const sandbox = createSandbox()
    const english = sandbox.read('ui/en.yaml')
    sandbox.write(`ui/${LOCALE}.yaml`, english)
    expect(sandbox.complaints()).toEqual([])
    sandbox.write(
      `ui/${LOCALE}.yaml`,
      `${english.replace(/^site\.help: .*$/m, '').replace('{number} of', 'of')}\nsite.other: 其他\n`,
    )
    const complaints = sandbox.complaints().join('\n')
    expect(complaints).toContain('lacks site.help')
    expect(complaints).toContain('step.position must have these places: {number} {total}')
    expect(complaints).toContain('site.other is not a string of the first language')
  })
})
