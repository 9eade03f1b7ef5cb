/** The pages that someone with the real screens before them should compare, as a list to print and tick. Pure. */
import type { Picture, PicturePart } from '../schema/picture.ts'
import type { Source } from '../schema/text.ts'
import { planThrough } from '../wizard/plan.ts'
import { type Content, releasedFlows, type WrittenFlow } from './content.ts'
import { dueDay } from './due.ts'
import { FIRST_LOCALE, problemAddress, stepAddress } from './locale.ts'

export interface Screen {
  readonly title: string
  readonly address: string
  readonly path: string
  readonly source: Source
  /** Words that the page says are on the screen. */
  readonly words: readonly string[]
  /** Why it's listed: no one saw the screen yet, or not for a long time. */
  readonly why: 'not seen' | 'due'
}

export interface Chapter {
  readonly title: string
  readonly screens: readonly Screen[]
}

/**
 * In the order in which a customer meets the screens: flow by flow, those that others enter behind them, then the pages for what goes
 * wrong. Each page once.
 *
 * @param last pages that are due by this day are listed although someone saw them
 */
export function findScreens(content: Content, last: string): readonly Chapter[] {
  const flows = inOrder(releasedFlows(content))
  const met = new Set<string>()
  const chapters = flows.map((flow) => ({
    title: flow.title,
    screens: stepsOf(flow).flatMap((id) => {
      const step = content.steps.find((written) => written.id === id)
      if (step === undefined || met.has(id)) return []
      met.add(id)
      const { title, source, picture } = step.words
      const screen = screenOf(
        { title, address: stepAddress(FIRST_LOCALE, flow.id, id), path: step.file.path, source, picture },
        last,
      )
      return screen ?? []
    }),
  }))
  const problemIds = [...met].flatMap((id) => content.steps.find((step) => step.id === id)?.words.problems ?? [])
  const rest = content.problems.map(({ id }) => id)
  const problems = [...new Set([...problemIds, ...rest])].flatMap((id) => {
    const problem = content.problems.find((written) => written.id === id)
    if (problem?.words.source === undefined || problem.words.audience !== 'people') return []
    const { title, source } = problem.words
    return screenOf({ title, address: problemAddress(FIRST_LOCALE, id), path: problem.file.path, source }, last) ?? []
  })
  return [...chapters, { title: 'When something goes wrong', screens: problems }].filter(({ screens }) => screens.length > 0)
}

/** Those that lead through the most others first, each followed by the flows that it enters. */
function inOrder(flows: readonly WrittenFlow[]): readonly WrittenFlow[] {
  const enteredBy = ({ steps }: WrittenFlow): readonly WrittenFlow[] =>
    Object.values(steps)
      .flatMap(({ next }) => next.map(({ enter }) => flows.find(({ id }) => id === enter)))
      .filter((flow) => flow !== undefined)
  const roots = flows.toSorted((a, b) => new Set(enteredBy(b)).size - new Set(enteredBy(a)).size)
  return [...new Set(roots.flatMap((flow) => [flow, ...enteredBy(flow)]))]
}

/** The plain way first, then the steps beside it. */
const stepsOf = (flow: WrittenFlow): readonly string[] => [
  ...new Set([...planThrough(flow, flow.start), ...Object.keys(flow.steps)]),
]

function screenOf(
  page: { title: string; address: string; path: string; source: Source; picture?: Picture | undefined },
  last: string,
): Screen | undefined {
  const { picture, ...known } = page
  if (known.source.against === 'guide') return undefined
  const why = known.source.confidence === 'observed' ? 'due' : 'not seen'
  if (why === 'due' && dueDay(known.source) > last) return undefined
  return { ...known, words: [...new Set([...(known.source.relies ?? []), ...wordsIn(picture)])], why }
}

const wordsIn = (picture: Picture | undefined): readonly string[] =>
  (picture?.screens ?? []).flatMap(({ parts }) => parts.flatMap(labelsOf))

/** What a part says that would stand on the real screen; not what a person typed. */
function labelsOf(part: PicturePart): readonly string[] {
  if (part.part === 'menu') return part.items.map(({ text }) => text)
  if ('label' in part) return [part.label]
  if (part.part === 'mail') return [part.subject]
  return 'text' in part ? [part.text] : []
}
