/** Every step and every problem as Markdown, read from the content of one language. */
import { DONE } from '../wizard/progress.ts'
import { findReleasedFlows, readFlow, readOnward } from './flows.ts'
import { findGivenWays } from './given-ways.ts'
import { problemAddress, stepAddress } from './locale.ts'
import { problemMarkdown, stepMarkdown } from './markdown.ts'
import { findProblemIds, readProblem, readStep } from './steps.ts'
import { readWords } from './words.ts'

/** @param site where the guide stands; addresses are whole where it is known */
const wholeIn =
  (site: URL | undefined) =>
  (address: string): string =>
    site === undefined ? address : new URL(address, site).href

export async function readStepMarkdown(locale: string, flowId: string, id: string, site: URL | undefined): Promise<string> {
  const t = await readWords(locale)
  const flow = await readFlow(flowId, locale)
  const { entry } = await readStep(locale, id)
  const step = entry.data
  const choices = step.kind === 'choice' ? Object.keys(step.choices) : []
  const ways = await Promise.all(
    choices.map(async (option) => [option, (await readOnward(locale, flow, id, option))?.address] as const),
  )
  const next = step.kind === 'choice' ? undefined : await readOnward(locale, flow, id, DONE)
  const titleOf = async (address: string): Promise<string> => {
    const nextId = address.split('/').at(-2) ?? ''
    return (await readStep(locale, nextId)).entry.data.title
  }
  const problems = step.problems.map(async (code) => ({
    title: (await readProblem(locale, code)).entry.data.title,
    address: problemAddress(locale, code),
  }))
  const given = (step.kind === 'choice' ? [] : await findGivenWays(locale, flow, id, DONE))
    .filter(({ answers }) => answers.length > 0)
    .map(async ({ answers, edge }) => {
      const address = stepAddress(locale, flowId, edge.to)
      return { answers, onward: { title: await titleOf(address), address } }
    })
  return stepMarkdown({
    t,
    locale,
    whole: wholeIn(site),
    address: stepAddress(locale, flowId, id),
    body: entry.body ?? '',
    step,
    choices: Object.fromEntries(ways),
    onward: next && { title: await titleOf(next.address), address: next.address },
    given: await Promise.all(given),
    problems: await Promise.all(problems),
  })
}

export async function readProblemMarkdown(locale: string, code: string, site: URL | undefined): Promise<string> {
  const { entry } = await readProblem(locale, code)
  const address = problemAddress(locale, code)
  const t = await readWords(locale)
  return problemMarkdown({ t, locale, whole: wholeIn(site), address, body: entry.body ?? '', problem: entry.data, code })
}

interface Part {
  readonly title: string
  readonly summary?: string
  readonly pages: readonly {
    readonly title: string
    readonly note: string
    readonly address: string
    readonly markdown: () => Promise<string>
  }[]
}

async function findParts(locale: string, site: URL | undefined): Promise<readonly Part[]> {
  const t = await readWords(locale)
  const flows = (await findReleasedFlows(locale)).map(async ({ id, title, summary, steps }) => ({
    title,
    summary,
    pages: await Promise.all(
      Object.keys(steps).map(async (step) => {
        const { data } = (await readStep(locale, step)).entry
        const address = stepAddress(locale, id, step)
        return { title: data.title, note: data.summary, address, markdown: () => readStepMarkdown(locale, id, step, site) }
      }),
    ),
  }))
  const problems = (await findProblemIds()).map(async (code) => {
    const { data } = (await readProblem(locale, code)).entry
    const address = problemAddress(locale, code)
    return { title: data.title, note: data.symptom, address, markdown: () => readProblemMarkdown(locale, code, site) }
  })
  return [...(await Promise.all(flows)), { title: t('problem.index-title'), pages: await Promise.all(problems) }]
}

/** What the guide holds and where, as llmstxt.org describes it. */
export async function readIndexText(locale: string, site: URL | undefined): Promise<string> {
  const whole = wholeIn(site)
  const parts = (await findParts(locale, site)).map(({ title, summary, pages }) => {
    const links = pages.map((page) => `- [${page.title}](${whole(`${page.address}index.md`)}): ${page.note}`)
    return [`## ${title}`, ...(summary === undefined ? [] : [summary]), links.join('\n')].join('\n\n')
  })
  return `${[...(await readHead(locale)), ...parts].join('\n\n')}\n`
}

/** Everything in one text, each page's headings one level down. */
export async function readWholeText(locale: string, site: URL | undefined): Promise<string> {
  const parts = (await findParts(locale, site)).map(async ({ title, pages }) => {
    const texts = await Promise.all(pages.map(async ({ markdown }) => (await markdown()).replace(/^#/gm, '###').trimEnd()))
    return [`## ${title}`, ...texts].join('\n\n')
  })
  return `${[...(await readHead(locale)), ...(await Promise.all(parts))].join('\n\n')}\n`
}

async function readHead(locale: string): Promise<readonly string[]> {
  const t = await readWords(locale)
  return [`# ${t('site.name')}`, `> ${t('site.description')}`, t('markdown.about')]
}
