import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listFiles } from './imports.ts'

/** Words that two files may use for types of their own, each with the reason. There is none so far. */
const GENERIC: Readonly<Record<string, string>> = {}

const MOST_WORDS = 20

/** The names of its types, exported or not. */
const findTypes = (text: string): string[] =>
  [...text.matchAll(/^\s*(?:export )?(?:interface|type) (\w+)(?=\s*[<={]|\s+extends)/gm)].map(([, name = '']) => name)

/** Types with the files that declare them. */
function findDeclarations(files: readonly (readonly [file: string, text: string])[]): Map<string, Set<string>> {
  const declared = new Map<string, Set<string>>()
  for (const [file, text] of files)
    for (const name of findTypes(text)) declared.set(name, (declared.get(name) ?? new Set()).add(file))
  return declared
}

const findClashes = (declared: ReadonlyMap<string, ReadonlySet<string>>): string[] =>
  [...declared].flatMap(([name, files]) => (files.size > 1 ? [`${name} is declared in ${[...files].join(' and ')}`] : []))

/** The rows under "Words" in docs/architecture.md, where there is such a heading. */
function readWords(text: string): { readonly word: string; readonly meaning: string }[] {
  const section = text.split(/^## Words$/m)[1]?.split(/^## /m)[0] ?? ''
  const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'))
  return rows.map((row) => {
    const [, word = '', meaning = ''] = row.split('|').map((cell) => cell.trim())
    return { word: word.replace(/[`*]/g, '').toLowerCase(), meaning }
  })
}

const types = findDeclarations(listFiles('functions', 'src/contract').map((file) => [file, readFileSync(file, 'utf8')]))

describe('a type of the Worker, or of what it shares with the site', () => {
  it('is found', () => {
    expect(types.size).toBeGreaterThan(100)
    expect(findTypes('type A = 1\nexport interface B<T> extends C {\n  type: string\n}\nexport type { D }\n')).toEqual(['A', 'B'])
  })

  it('has a name that no other file uses for another', () => {
    const own = new Map([...types].filter(([name]) => !Object.hasOwn(GENERIC, name)))
    expect(findClashes(own)).toEqual([])
  })

  it('is called by a generic word only where two files do so', () => {
    expect(Object.keys(GENERIC).filter((name) => (types.get(name)?.size ?? 0) < 2)).toEqual([])
  })

  it('would clash with one of the same name in another file of its room, or in another room', () => {
    const declared = findDeclarations([
      ['functions/grant/b.ts', 'export type Place = 1'],
      ['functions/grant/c.ts', 'type Place = 2'],
      ['src/contract/a.ts', 'interface Place {}'],
    ])
    expect(findClashes(declared)).toEqual([
      'Place is declared in functions/grant/b.ts and functions/grant/c.ts and src/contract/a.ts',
    ])
  })
})

describe('the words of docs/architecture.md', () => {
  const words = readWords(readFileSync('docs/architecture.md', 'utf8'))

  it('are few, and each has one meaning', () => {
    expect(words.length).toBeLessThanOrEqual(MOST_WORDS)
    expect(words.filter(({ word, meaning }) => word === '' || meaning === '')).toEqual([])
    expect(new Set(words.map(({ word }) => word)).size).toBe(words.length)
  })

  it('are read row by row', () => {
    expect(
      readWords('# A\n\n## Words\n\n| Word | Meaning |\n| --- | --- |\n| `Grant` | a |\n| login | b |\n\n## Next\n\n| c | d |'),
    ).toEqual([
      { word: 'grant', meaning: 'a' },
      { word: 'login', meaning: 'b' },
    ])
  })
})
