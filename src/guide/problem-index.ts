/** The index of problems: by the moment when people meet them, each family behind one door. */
import { MOMENTS } from '../schema/problem.ts'
import { languageOf, langWithin, problemAddress } from './locale.ts'
import { familyOf, isBehindDoor } from './problem-families.ts'
import { findProblemIds, readProblem } from './steps.ts'
import { readWords } from './words.ts'

export interface ProblemLink {
  readonly address: string
  readonly title: string
  /** Language of the title, where that is not the page's. */
  readonly lang: string | undefined
}

export interface ProblemEntry extends ProblemLink {
  readonly family: readonly ProblemLink[]
}

interface Moment {
  readonly id: (typeof MOMENTS)[number]
  readonly entries: readonly ProblemEntry[]
}

export async function readProblemIndex(locale: string): Promise<readonly Moment[]> {
  const t = await readWords(locale)
  const problems = await Promise.all((await findProblemIds()).map(async (id) => ({ id, ...(await readProblem(locale, id)) })))
  const first = problems.filter(({ id }) => !isBehindDoor(id))
  const entries = await Promise.all(
    first.map(async ({ id, entry }) => {
      const family = familyOf(id)
      const link = await readProblemLink(locale, id)
      const named = family?.words === undefined ? link : { ...link, title: t(family.words), lang: undefined }
      return { ...named, moment: entry.data.moment, family: await readFamily(locale, id) }
    }),
  )
  return MOMENTS.map((id) => ({
    id,
    entries: inOrder(
      locale,
      entries.filter(({ moment }) => moment === id),
    ),
  }))
}

/** The other pages behind a door. */
export async function readFamily(locale: string, door: string): Promise<readonly ProblemLink[]> {
  const family = familyOf(door)
  return Promise.all((family?.members ?? []).map((id) => readProblemLink(locale, id)))
}

/** Pages for those who call `/v1` from a program. */
export async function findProblemsOfPrograms(locale: string): Promise<readonly ProblemLink[]> {
  const links = (await findProblemIds()).map(async (id) => {
    const { audience } = (await readProblem(locale, id)).entry.data
    return audience === 'programs' ? [await readProblemLink(locale, id)] : []
  })
  return inOrder(locale, (await Promise.all(links)).flat())
}

async function readProblemLink(locale: string, id: string): Promise<ProblemLink> {
  const { entry, locale: written } = await readProblem(locale, id)
  return { address: problemAddress(locale, id), title: entry.data.title, lang: langWithin(locale, written) }
}

const inOrder = <L extends ProblemLink>(locale: string, links: readonly L[]): readonly L[] =>
  links.toSorted((a, b) => a.title.localeCompare(b.title, languageOf(locale).lang))
