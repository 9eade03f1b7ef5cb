/** Pages as Markdown: for assistants, and for people who keep their own notes. Pure; the words come from the page's own content. */
import { lookUp } from '../contract/look-up.ts'
import type { ProblemWords } from '../schema/problem.ts'
import type { StepWords } from '../schema/step.ts'
import { basisOf } from './basis.ts'
import { isLive } from './live-steps.ts'
import { inLocale } from './locale.ts'
import { findNodes, parseMarkdown } from './markdown-tree.ts'
import { spanOf, type Words } from './words.ts'

interface Link {
  readonly title: string
  readonly address: string
}

interface Common {
  readonly t: Words
  readonly locale: string
  /** Makes a whole address of one of the guide's, where the site's own is known. */
  readonly whole: (address: string) => string
  readonly address: string
  readonly body: string
}

export interface StepPage extends Common {
  readonly step: StepWords
  /** By option id. */
  readonly choices: Readonly<Record<string, string | undefined>>
  readonly onward: Link | undefined
  /** Other ways on, each for readers who gave one of some answers before. */
  readonly given: readonly { readonly answers: readonly string[]; readonly onward: Link }[]
  readonly problems: readonly Link[]
}

export interface ProblemPage extends Common {
  readonly problem: ProblemWords
  readonly code: string
}

export function stepMarkdown({ t, locale, whole, address, body, step, choices, onward, given, problems }: StepPage): string {
  const inside = (text: string): string => withAddresses(text, locale, whole)
  return join([
    `# ${step.title}`,
    step.summary,
    `${t(`place.${step.place}`)} · ${spanOf(t, locale, step.minutes)} · ${linkTo(whole(address), address, whole)}`,
    inside(body.trim()),
    isLive(step) && `${t('print.live')} ${linkTo(whole(address), address, whole)}`,
    step.kind === 'choice' &&
      Object.entries(step.choices)
        .map(([id, { label, hint }]) => `- ${linkTo(label, lookUp(choices, id), whole)}${hint === undefined ? '' : `: ${hint}`}`)
        .join('\n'),
    step.kind === 'task' &&
      Object.entries(step.stores ?? {})
        .map(([store, to]) => `- [${t(`stores.${store}`)}](${to})`)
        .join('\n'),
    step.onePhone !== undefined && `**${t('step.one-phone')}** ${inside(step.onePhone)}`,
    step.picture !== undefined && `> ${step.picture.describe}`,
    'worked' in step && step.worked !== undefined && `**${t('step.worked')}** ${inside(step.worked)}`,
    given
      .map(
        ({ answers, onward: { title, address: to } }) =>
          `- ${t('print.given', { answers: answers.join(' / ') })} ${linkTo(title, to, whole)}`,
      )
      .join('\n'),
    onward !== undefined && `${t('markdown.next')} ${linkTo(onward.title, onward.address, whole)}`,
    problems.length > 0 &&
      `## ${t('step.else')}\n\n${problems.map(({ title, address: to }) => `- ${linkTo(title, to, whole)}`).join('\n')}`,
    checked(t, locale, step.source),
  ])
}

export function problemMarkdown({ t, locale, whole, address, body, problem, code }: ProblemPage): string {
  return join([
    `# ${problem.title}`,
    problem.symptom,
    `\`${code}\` · ${linkTo(whole(address), address, whole)}`,
    `## ${t('problem.meaning')}\n\n${problem.meaning}`,
    `**${t('problem.side')}** ${t(`problem.side.${problem.side}`)}`,
    `## ${t('problem.now')}\n\n${withAddresses(body.trim(), locale, whole)}`,
    `## ${t('problem.support')}\n\n${t('problem.support-send')} ${problem.support}`,
    problem.source !== undefined && checked(t, locale, problem.source),
  ])
}

const join = (parts: readonly (string | false)[]): string =>
  `${parts.filter((part) => part !== false && part !== '').join('\n\n')}\n`

const linkTo = (title: string, address: string | undefined, whole: Common['whole']): string =>
  address === undefined ? title : `[${title}](${whole(address)})`

/** Links inside the guide stay in the reader's language, and lead from wherever the text is taken. Anchors lose nothing but their marks. */
function withAddresses(text: string, locale: string, whole: Common['whole']): string {
  const tree = parseMarkdown(text)
  const links = findNodes(tree, 'link').flatMap(({ url, position }) => {
    const end = position?.end.offset ?? 0
    const start = text.lastIndexOf(`(${url})`, end) + 1
    return url.startsWith('/') ? [{ start, end: start + url.length, now: whole(inLocale(locale, url)) }] : []
  })
  const marks = findNodes(tree, 'heading').flatMap(({ position, children }) => {
    const [start, end] = [children.at(-1)?.position?.end.offset, position?.end.offset]
    return start === undefined || end === undefined
      ? []
      : [{ start, end: text.slice(start, end).trimEnd().length + start, now: '' }]
  })
  const edits = [...links, ...marks].toSorted((one, other) => other.start - one.start)
  return edits.reduce((sum, { start, end, now }) => sum.slice(0, start) + now + sum.slice(end), text)
}

const checked = (t: Words, locale: string, source: StepWords['source']): string => {
  const words = basisOf(t, locale, source)
  return source.url === undefined ? words : `[${words}](${source.url})`
}
