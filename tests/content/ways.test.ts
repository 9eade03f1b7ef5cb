/** Each reader's way through setting up two-step authentication, as src/wizard leads it: nothing on it is another reader's. */
import { describe, expect, it } from 'vitest'
import { readContent, releasedFlows } from '../../src/guide/content.ts'
import { LOCALES } from '../../src/guide/locale.ts'
import { type Answers, edgeFor } from '../../src/wizard/flow.ts'

const content = readContent()
const flow = releasedFlows(content).find(({ id }) => id === 'two-step')
if (flow === undefined) throw new Error('the flow two-step is not released')

const APPS = {
  'google-authenticator': /Google Authenticator/,
  'xero-verify': /Xero Verify/,
  'microsoft-authenticator': /Microsoft Authenticator/,
  authy: /Authy/,
  'have-one': undefined,
  'no-smartphone': undefined,
} as const
const CAMERA = /scan|camera|扫|相机/i
/** Xero's own link, which leads to the key. */
const KEY_LINK = /Can’t scan the QR code\? Enter a setup key instead|无法扫描？改为输入密钥/g
/** The question itself names every app. */
const QUESTION = 'authenticator-app'

interface Way {
  readonly path: readonly string[]
  readonly answers: Answers
}

/** Every way from a step to an end, by every answer that its pages offer. */
function findWays(step: string, way: Way): readonly Way[] {
  const path = [...way.path, step]
  const words = content.steps.find(({ id }) => id === step)?.words
  const options = words?.kind === 'choice' ? Object.keys(words.choices) : ['done']
  if (flow?.steps[step]?.next.length === 0) return [{ ...way, path }]
  return options.flatMap((answer) => {
    const edge = flow && edgeFor(flow, step, answer, way.answers)
    return edge === undefined ? [] : findWays(edge.to, { path, answers: { ...way.answers, [step]: answer } })
  })
}

const ways = findWays(flow.start, { path: [], answers: {} })

/** What a reader sees without opening anything: the head, the choices, and the words before the first heading. */
function shownOn(step: string, locale: string): string {
  const words = content.steps.find(({ id }) => id === step)
  const translation = content.translations.find((each) => each.locale === locale)?.steps.find(({ id }) => id === step)
  const { file, words: own } = translation ?? words ?? {}
  if (file === undefined || own === undefined) throw new Error(`content has no step "${step}" in ${locale}`)
  const { title, label, summary } = own
  const rest = [
    'done' in own ? own.done : '',
    'worked' in own ? own.worked : '',
    'choices' in own ? JSON.stringify(own.choices) : '',
    'onward' in own ? JSON.stringify(own.onward) : '',
  ]
  return [title, label, summary, ...rest, file.body.split(/^## /m)[0]].join('\n').replace(KEY_LINK, '')
}

const findPages = (those: readonly Way[]): readonly string[] =>
  [...new Set(those.flatMap(({ path }) => path))].filter((id) => id !== QUESTION)

describe.each(LOCALES)('the ways through two-step in %s', (locale) => {
  it.each(Object.keys(APPS))('name no other app to readers who chose %s', (app) => {
    const own = ways.filter(({ answers }) => answers[QUESTION] === app)
    const others = Object.entries(APPS).flatMap(([id, name]) => (id === app || name === undefined ? [] : [name]))
    const named = findPages(own).filter((step) => others.some((name) => name.test(shownOn(step, locale))))
    expect(own.length).toBeGreaterThan(0)
    expect(named).toEqual([])
  })

  it.each([
    ['on one phone', (answers: Answers) => Object.values(answers).includes('same-phone')],
    ['on a computer', (answers: Answers) => answers[QUESTION] === 'no-smartphone' || answers['where-the-app-is'] === 'computer'],
  ])('speak of no camera to readers with everything %s', (_, isTheirs) => {
    const own = ways.filter(({ answers }) => isTheirs(answers))
    // The question where Xero is open is asked before anyone knows.
    const later = own.map((way) => ({ ...way, path: way.path.filter((step) => !/^where-/.test(step)) }))
    expect(own.length).toBeGreaterThan(0)
    expect(findPages(later).filter((step) => CAMERA.test(shownOn(step, locale)))).toEqual([])
  })
})

describe('the ways through two-step', () => {
  it('lead every reader to an end', () => {
    expect(ways.filter(({ path }) => flow.steps[path.at(-1) ?? '']?.next.length !== 0)).toEqual([])
  })

  it('never ask a reader without a smartphone where the app is', () => {
    const own = ways.filter(({ answers }) => answers[QUESTION] === 'no-smartphone')
    expect(findPages(own).filter((step) => /^where-/.test(step))).toEqual([])
  })

  it('end without the offer of a backup email address for those who have just added one', () => {
    const added = ways.filter(({ path }) => path.includes('backup-email-code'))
    expect(added.length).toBeGreaterThan(0)
    const offers = added.flatMap(({ path }) => {
      const words = content.steps.find(({ id }) => id === path.at(-1))?.words
      return words?.kind === 'outcome' ? words.onward.filter((to) => 'flow' in to && to.flow === 'alternative-email') : []
    })
    expect(offers).toEqual([])
  })
})
