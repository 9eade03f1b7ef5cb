import { existsSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { findImports } from './imports.ts'

interface Stop {
  readonly file: string
  readonly name: string
}

interface Journey {
  readonly title: string
  readonly stops: readonly Stop[]
}

/** What a file calls without importing it: the objects and the queue's consumer, by their bindings in wrangler.toml. */
const BINDINGS: Readonly<Record<string, string>> = {
  ACCOUNT: 'functions/account/account.ts',
  GRANT: 'functions/grant/grant.ts',
  INCIDENT: 'functions/incident/incident.ts',
  EVENTS: 'functions/webhooks/deliver.ts',
}

const sectionOf = (page: string): string => page.split(/^## Journeys$/m)[1]?.split(/^## /m)[0] ?? ''

/** The stops under "Journeys" in docs/architecture.md, such as "- `functions/app.ts`: `app` – what it does there". */
function readJourneys(text: string): Journey[] {
  return sectionOf(text)
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const stops = [...part.matchAll(/^- `([^`]+\.tsx?)`: `([^`]+)` – /gm)].map(([, file = '', name = '']) => ({ file, name }))
      return { title: part.split('\n')[0] ?? '', stops }
    })
}

/** Points of the list that are no stops. */
const findUnread = (text: string): string[] =>
  sectionOf(text)
    .split('\n')
    .filter((line) => line.startsWith('- ') && !/^- `[^`]+\.tsx?`: `[^`]+` – /.test(line))

/** The functions, constants and methods that a file declares, at any depth. */
function findDeclared(file: string): Set<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    const isNamed =
      ts.isFunctionDeclaration(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isPropertyAssignment(node)
    if (isNamed && node.name !== undefined) names.add(node.name.getText().replace(/^#/, ''))
    node.forEachChild(visit)
  }
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true).forEachChild(visit)
  return names
}

/** The files that a file calls: those that it imports, types aside, and those behind the bindings that it uses. */
function findCalled(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const imported = findImports(file, text).flatMap(({ from, isTypeOnly }) => (isTypeOnly ? [] : [from]))
  const bound = Object.entries(BINDINGS).flatMap(([name, object]) => (new RegExp(`\\.${name}\\b`).test(text) ? [object] : []))
  return [...imported, ...bound].filter((other) => /\.tsx?$/.test(other) && existsSync(other))
}

/** A request and an object's alarm begin something by themselves. */
const isBeginning = ({ file, name }: Stop): boolean =>
  file.startsWith('functions/routes/') || (name === 'alarm' && Object.values(BINDINGS).includes(file))

/** Each stop is in the file of an earlier one, or in a file that the file of an earlier one calls itself. */
function findFaults({ title, stops }: Journey): string[] {
  const reached = new Set<string>()
  return stops.flatMap((stop, at) => {
    const named = `${title}: ${stop.file}: ${stop.name}`
    if (!existsSync(stop.file)) return [`${named}: there is no such file`]
    const faults = findDeclared(stop.file).has(stop.name) ? [] : [`${named}: the file declares nothing of that name`]
    if (at > 0 && !isBeginning(stop) && !reached.has(stop.file)) faults.push(`${named}: no earlier stop leads there`)
    for (const file of [stop.file, ...findCalled(stop.file)]) reached.add(file)
    return faults
  })
}

const page = readFileSync('docs/architecture.md', 'utf8')

describe('the journeys of docs/architecture.md', () => {
  it('are there, each with its stops', () => {
    const journeys = readJourneys(page)
    expect(journeys.length, 'docs/architecture.md needs a section "## Journeys" with a "### …" for each').toBeGreaterThan(0)
    expect(journeys.filter(({ stops }) => stops.length < 2)).toEqual([])
    expect(findUnread(page)).toEqual([])
  })

  it('go from file to file as the code does', () => {
    expect(readJourneys(page).flatMap(findFaults)).toEqual([])
  })

  it.each(readJourneys(page))('would be refused backwards: $title', ({ title, stops }) => {
    expect(findFaults({ title, stops: stops.toReversed() }).join('\n')).toMatch(/no earlier stop leads there/)
  })
})

describe('a journey', () => {
  const sample = (...lines: readonly string[]) =>
    readJourneys(['# A', '', '## Journeys', '', 'Words.', '', '### Hand out a token', '', ...lines, '', '## Next'].join('\n'))
  const faultsOf = (...lines: readonly string[]) => sample(...lines).flatMap(findFaults)

  it('may go by imports and by bindings', () => {
    const stops = [
      '- `functions/routes/accounts.ts`: `accounts` – is asked',
      '- `functions/access-token.ts`: `readAccessToken` – looks for it',
      '- `functions/account/account.ts`: `accessToken` – asks the login',
      '- `functions/grant/grant.ts`: `accessToken` – passes it on',
      '- `functions/xero/xero.ts`: `refresh` – asks Xero',
    ]
    expect(sample(...stops)[0]?.stops).toHaveLength(5)
    expect(faultsOf(...stops)).toEqual([])
  })

  it.each([
    ['a file that is not there', '- `functions/nowhere.ts`: `go` – x', /no such file/],
    ['a name that the file does not declare', '- `functions/log.ts`: `nothing` – x', /nothing of that name/],
    ['a file that nothing before it leads to', '- `functions/worker.ts`: `log` – x', /no earlier stop leads there/],
  ])('may not name %s', (_, line, fault) => {
    const faults = faultsOf('- `functions/access-token.ts`: `readAccessToken` – x', line)
    expect(faults.join('\n')).toMatch(fault)
  })

  it('is read whole: a line that is no stop is named', () => {
    expect(findUnread('## Journeys\n\n- `functions/log.ts` and more\n\n## Next\n\n- other\n')).toEqual([
      '- `functions/log.ts` and more',
    ])
  })
})
