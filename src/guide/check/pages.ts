import { lookUp } from '../../contract/look-up.ts'
import { PROBLEMS } from '../../contract/problems.ts'
import type { Picture } from '../../schema/picture.ts'
import { MOMENTS } from '../../schema/problem.ts'
import { createResolver, findPages } from '../addresses.ts'
import type { Content } from '../content.ts'
import type { ContentFile } from '../content-files.ts'
import { addDays } from '../due.ts'
import { countActions } from '../markdown-tree.ts'
import { UNFILLED } from '../scaffold.ts'
import type { ContentFault } from './explain.ts'
import { checkAnchors, checkLinks, checkReached, lineAt } from './links.ts'
import { TASK_VERBS } from './verbs.ts'

type Report = (file: ContentFile, field: readonly PropertyKey[], message: string) => ContentFault

const report: Report = (file, field, message) => ({
  path: file.path,
  line: file.lineOf(field),
  field: field.map(String).join('.'),
  message,
})

const NUMBERED = /^1\. /m

export function checkPages(content: Content): readonly ContentFault[] {
  const problemIds = new Set(content.problems.map(({ id }) => id))
  const translated = content.translations.flatMap(({ steps, problems }) => [...steps, ...problems])
  const resolves = createResolver(content, findPages(content))
  return [
    ...content.steps.flatMap(({ file, words }) => [
      ...words.problems.flatMap((code, at) =>
        problemIds.has(code) ? [] : [report(file, ['problems', at], `names "${code}", which is no problem page`)],
      ),
      ...(words.kind === 'task' && !TASK_VERBS.includes(words.title.split(' ')[0] ?? '')
        ? [report(file, ['title'], `must begin with a verb: ${TASK_VERBS.join(', ')}, or a new one in src/guide/check/verbs.ts`)]
        : []),
      ...(words.kind === 'task' && !NUMBERED.test(file.body) ? [report(file, [], 'needs a numbered list of what to do')] : []),
      ...('onward' in words ? checkOnward(content, file, words.onward) : []),
      ...checkPicture(file, words.picture, file.body, problemIds),
    ]),
    ...content.problems.flatMap(({ id, file, words }) => checkProblem(id, file, words)),
    ...checkNames(content),
    ...checkReached(content),
    ...[...content.steps, ...content.problems, ...translated].flatMap(({ file }) => [
      ...checkLinks(resolves, file),
      ...checkAnchors(file),
      ...checkTags(file),
      ...checkFilled(file),
    ]),
    ...[...content.steps, ...content.problems].flatMap(({ file, words }) => checkDay(file, words.source?.checked)),
  ]
}

function checkOnward(
  content: Content,
  file: ContentFile,
  onward: readonly ({ flow: string; step: string } | { page: string })[],
): readonly ContentFault[] {
  const flows = new Map(content.flows.map(({ id, words }) => [id, words.steps ?? {}]))
  return onward.flatMap((link, at) =>
    'page' in link || lookUp(flows.get(link.flow), link.step) !== undefined
      ? []
      : [report(file, ['onward', at], `leads to ${link.flow}/${link.step}, which is no step of a flow`)],
  )
}

/** Callouts stand for the numbered actions of the body, each once, and the description names them. */
export function checkPicture(
  file: ContentFile,
  picture: Picture | undefined,
  body: string,
  problemIds: ReadonlySet<string>,
): readonly ContentFault[] {
  if (picture === undefined) return []
  const actions = countActions(body)
  const callouts = findCallouts(picture)
  const different = picture.different
  return [
    ...callouts.flatMap((number, at) => {
      if (number > actions)
        return [report(file, ['picture'], `has callout ${number}, but the page has ${actions} numbered actions`)]
      if (callouts.indexOf(number) !== at) return [report(file, ['picture'], `has callout ${number} twice`)]
      return picture.describe.includes(String(number))
        ? []
        : [report(file, ['picture', 'describe'], `does not say where callout ${number} is`)]
    }),
    ...(different === undefined || problemIds.has(different)
      ? []
      : [report(file, ['picture', 'different'], `names "${different}", which is no problem page`)]),
  ]
}

export const findCallouts = (picture: Picture): readonly number[] =>
  [...JSON.stringify(picture.screens).matchAll(/"callout":(\d+)/g)].map(([, number]) => Number(number))

function checkProblem(id: string, file: ContentFile, words: Content['problems'][number]['words']): readonly ContentFault[] {
  const inCatalogue = Object.entries(PROBLEMS).find(([code]) => code === id)?.[1]
  const retry = inCatalogue?.retry ?? words.retry
  const isForPeople = words.audience === 'people'
  const rules: readonly (readonly [boolean, string, string])[] = [
    [inCatalogue !== undefined && words.retry !== undefined, 'retry', 'must be left out: the catalogue of codes says it'],
    [retry === undefined, 'retry', 'is missing; only codes of the catalogue do without'],
    [retry === 'none' && words.action !== undefined, 'action', 'must be left out where retry is none'],
    [retry !== undefined && retry !== 'none' && words.action === undefined, 'action', 'is missing: the words of the button'],
    [retry === 'again' && words.again === undefined, 'again', 'is missing: the address where to try again'],
    [retry !== 'again' && words.again !== undefined, 'again', 'must be left out unless retry is again'],
    [isForPeople && words.moment === undefined, 'moment', `is missing: when people meet it, one of ${MOMENTS.join(', ')}`],
    [!isForPeople && words.moment !== undefined, 'moment', 'must be left out where audience is programs: no index lists it'],
    [!NUMBERED.test(file.body), '', 'needs a numbered list of what to do now'],
  ]
  return rules.flatMap(([broken, field, message]) => (broken ? [report(file, field === '' ? [] : [field], message)] : []))
}

/** A former id in use would make two pages of one address. */
function checkNames(content: Content): readonly ContentFault[] {
  return [content.steps, content.problems].flatMap((pages) => {
    const taken = new Set(pages.map(({ id }) => id))
    return pages.flatMap(({ file, words }) =>
      words.aliases.flatMap((alias, at) => {
        const again = taken.has(alias)
        taken.add(alias)
        return again ? [report(file, ['aliases', at], `names "${alias}", which is in use`)] : []
      }),
    )
  })
}

/** What the scaffold wrote, and nobody has replaced. */
function checkFilled(file: ContentFile): readonly ContentFault[] {
  return UNFILLED.flatMap((words) => {
    const at = file.text.indexOf(words)
    return at < 0 ? [] : [{ path: file.path, line: lineAt(file, at), field: '', message: `still says “${words}”: write it` }]
  })
}

/** Nobody has compared a page with a screen tomorrow. A day more is allowed: it begins earlier elsewhere. */
function checkDay(file: ContentFile, checked: string | undefined): readonly ContentFault[] {
  const tomorrow = addDays(new Date().toISOString().slice(0, 10), 1)
  const isAhead = checked !== undefined && checked > tomorrow
  return isAhead ? [report(file, ['source', 'checked'], `lies in the future: ${checked}`)] : []
}

/** The Worker fills in Mustache tags, and the pages' policy stops scripts and styles inside them. */
function checkTags(file: ContentFile): readonly ContentFault[] {
  const found = /\{\{|<(script|style)\b/.exec(file.text)
  if (found === null) return []
  return [{ path: file.path, line: lineAt(file, found.index), field: '', message: `must not hold ${found[0]}` }]
}
