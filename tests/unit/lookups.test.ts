/** A word from outside is never looked up on a plain object, where `constructor` and `toString` are always found. */
import { globSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { lookUp } from '../../src/contract/look-up.ts'

const ROOMS = ['functions/**/*.ts', 'src/**/*.{ts,tsx}', 'client/*.ts', 'scripts/**/*.ts', 'tests/fakes/**/*.ts']

/** The only place that may. */
const LOOK_UP = 'src/contract/look-up.ts'

/** Every `table[word]` that is read although `word` may be any text. */
function findLookups(files: readonly string[], read?: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, allowImportingTsExtensions: true, skipLibCheck: true, noUncheckedIndexedAccess: true },
    ...{ target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
    ...{ jsx: ts.JsxEmit.Preserve, jsxImportSource: 'solid-js', types: ['node'] },
  }
  const host = ts.createCompilerHost(options)
  const { readFile } = host
  host.readFile = (name) => read?.get(name) ?? readFile(name)
  if (read !== undefined) host.fileExists = (name) => read.has(name) || ts.sys.fileExists(name)
  const program = ts.createProgram([...files], options, host)
  const checker = program.getTypeChecker()
  const found: string[] = []
  for (const file of files.filter((name) => name !== LOOK_UP)) {
    const source = program.getSourceFile(file)
    if (source === undefined) throw new Error(`${file} cannot be read`)
    const visit = (node: ts.Node): void => {
      if (ts.isElementAccessExpression(node) && isRead(node) && isAnyText(checker, node.argumentExpression)) {
        const table = checker.getTypeAtLocation(node.expression)
        if (checker.getIndexInfoOfType(table, ts.IndexKind.Number) === undefined || isDictionary(checker, table)) {
          const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
          found.push(`${file}:${line} ${node.getText()}`)
        }
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return found
}

const isRead = (node: ts.ElementAccessExpression): boolean =>
  !(ts.isBinaryExpression(node.parent) && node.parent.left === node && node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)

/** A union of known words is no foreign word; a number is none either. */
const isAnyText = (checker: ts.TypeChecker, node: ts.Expression): boolean =>
  (checker.getTypeAtLocation(node).flags & (ts.TypeFlags.String | ts.TypeFlags.Any)) !== 0

const isDictionary = (checker: ts.TypeChecker, type: ts.Type): boolean =>
  checker.getIndexInfoOfType(type, ts.IndexKind.String) !== undefined

describe('a look-up', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])(
    'of "%s" finds nothing that was not put there',
    (word) => {
      expect(lookUp<number>({ known: 1 }, word)).toBeUndefined()
    },
  )

  it('finds what was put there', () => {
    expect([lookUp({ known: 1 }, 'known'), lookUp({ constructor: 2 }, 'constructor')]).toEqual([1, 2])
  })

  it('is the only way in which any text is looked up on an object', () => {
    const files = ROOMS.flatMap((room) => globSync(room)).filter((file) => !file.endsWith('.d.ts'))
    expect(files.length).toBeGreaterThan(200)
    expect(findLookups(files)).toEqual([])
  }, 120_000)

  it('is noticed where someone does it by hand', () => {
    const code = 'declare const t: Readonly<Record<string, string>>; declare const w: string; export const found = t[w] ?? "none"'
    expect(findLookups(['by-hand.ts'], new Map([['by-hand.ts', code]]))).toEqual(['by-hand.ts:1 t[w]'])
  })
})
