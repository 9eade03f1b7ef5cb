/** A bare `true` in a call says nothing. Options say what they mean: `{ waitForDetails: true }`. */
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { listFiles } from './imports.ts'

/** Calls of the platform and of libraries, whose parameters are not ours to name. */
const PLATFORM = ['cloneNode', 'default', 'get', 'importKey', 'importNode', 'nullish', 'set']
/** The search's, which tells words to index from words that are looked for. */
const EXEMPT = ['tokensOf']

const isLiteral = ({ kind }: ts.Node): boolean => kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword

const isBoolean = ({ type, initializer }: ts.ParameterDeclaration): boolean =>
  type?.kind === ts.SyntaxKind.BooleanKeyword || (type === undefined && initializer !== undefined && isLiteral(initializer))

/** What is called or declared, by its last name. */
function nameOf(node: ts.Node | undefined): string {
  if (node === undefined) return ''
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  return ts.isIdentifier(node) ? node.text : ''
}

/** Calls with a bare `true` or `false`, and functions that take a boolean beside something else. */
function findBooleans(file: string, text: string): string[] {
  const found: string[] = []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true)
  const visit = (node: ts.Node): void => {
    const isCall = (ts.isCallExpression(node) || ts.isNewExpression(node)) && node.arguments?.some(isLiteral) === true
    const isTaker = ts.isFunctionLike(node) && node.parameters.length > 1 && node.parameters.some(isBoolean)
    const name = isCall ? nameOf(node.expression) : isTaker ? nameOf(node.name ?? (node.parent as ts.VariableDeclaration).name) : ''
    const isKnown = EXEMPT.includes(name) || (isCall && PLATFORM.includes(name))
    if ((isCall || isTaker) && !isKnown)
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${name}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

describe('a boolean argument', () => {
  it('has a name', () => {
    const files = listFiles('functions', 'src', 'client', 'scripts').filter((file) => !file.endsWith('.astro'))
    expect(files.length).toBeGreaterThan(250)
    expect(files.flatMap((file) => findBooleans(file, readFileSync(file, 'utf8')))).toEqual([])
  })

  it('is found without one, where it is given and where it is taken', () => {
    const bare = [
      'read(one, true)',
      'new Reader(false)',
      'function read(one: string, all: boolean) {}',
      'const read = (one: 1, all = true) => one',
    ]
    expect(bare.flatMap((line) => findBooleans('a.ts', line))).toEqual([
      'a.ts:1 read',
      'a.ts:1 Reader',
      'a.ts:1 read',
      'a.ts:1 read',
    ])
    const named = ['read(one, { all: true })', 'c.set("quiet", true)', 'const write = (isOn: boolean) => isOn', 'one(isTrue)']
    expect(named.flatMap((line) => findBooleans('a.ts', line))).toEqual([])
  })
})
