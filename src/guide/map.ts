/** Draws every flow for reviewers, in Mermaid. */
import type { Edge } from '../wizard/flow.ts'
import { type Content, releasedFlows, type WrittenFlow } from './content.ts'

const INTRODUCTION = `# Map of the guide

Drawn from \`content/flows\` and \`content/steps\` by \`npm run guide:map\`; a test compares. Square: something to do. Diamond: a choice. Double
edge: the page acts. Round: the end. Slanted: another flow, gone through on the way.
`

export function drawMap(content: Content): string {
  const flows = releasedFlows(content)
  return [INTRODUCTION, ...flows.map((flow) => drawFlow(flow, content, flows))].join('\n')
}

function drawFlow(flow: WrittenFlow, { steps }: Content, flows: readonly WrittenFlow[]): string {
  const wordsOf = new Map(steps.map(({ id, words }) => [id, words]))
  const titleOf = (id: string): string => flows.find((other) => other.id === id)?.title ?? id
  const shapes = Object.keys(flow.steps).map((id) => {
    const words = wordsOf.get(id)
    const text = quote(`${words?.label ?? id}<br/>${words?.place ?? ''}`)
    switch (words?.kind) {
      case 'choice':
        return `${node(id)}{${text}}`
      case 'connect':
        return `${node(id)}[[${text}]]`
      case 'outcome':
        return `${node(id)}([${text}])`
      default:
        return `${node(id)}[${text}]`
    }
  })
  const ways = Object.entries(flow.steps).flatMap(([id, { next }]) =>
    next.flatMap((edge) => drawEdge(id, edge, { isOneOfSeveral: next.length > 1 }, titleOf)),
  )
  const lines = [...shapes, ...new Set(ways)].map((line) => `  ${line}`)
  return `## ${flow.title}\n\n\`/${flow.id}/\`\n\n\`\`\`mermaid\nflowchart TD\n${lines.join('\n')}\n\`\`\`\n`
}

function drawEdge(
  from: string,
  { to, when, given, enter }: Edge,
  { isOneOfSeveral }: { readonly isOneOfSeveral: boolean },
  titleOf: (flow: string) => string,
): readonly string[] {
  const earlier = given && `${given.step}: ${given.answer}`
  const option = [when, earlier].filter((words) => words !== undefined).join(', ') || (isOneOfSeveral ? 'else' : undefined)
  const arrow = option === undefined ? '-->' : `-->|${option}|`
  if (enter === undefined) return [`${node(from)} ${arrow} ${node(to)}`]
  const through = `enter_${node(enter)}`
  return [`${through}[/${quote(titleOf(enter))}/]`, `${node(from)} ${arrow} ${through}`, `${through} --> ${node(to)}`]
}

/** "end" is a word of Mermaid's own. */
const node = (id: string): string => `s_${id.replaceAll('-', '_')}`

const quote = (text: string): string => `"${text.replaceAll('"', '#quot;')}"`
