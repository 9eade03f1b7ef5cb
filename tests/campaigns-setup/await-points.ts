/** Makes every `await` of the custody code a numbered place at which a campaign may kill the Worker. */
import { relative } from 'node:path'
import ts from 'typescript'
import type { Vite } from 'vitest/node'

const CUSTODY = /\/functions\/(?:account|desk|grant|objects|vault|webhooks|xero)\/.+\.ts$/

/** The global that `points.ts` provides in workerd. */
const PASS = '__passAwait'

/**
 * Rewrites `await x` as `await __passAwait('file:line', () => (x))`: the place is passed once before `x` begins, when everything since
 * the last `await` is still to be written to disk, and once after it has ended.
 */
export function markAwaits(code: string, file: string): string {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true)
  const insertions: { readonly at: number; readonly text: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
      throw new Error(`${file}: a "for await" would pass no point. Teach markAwaits to count it.`)
    if (ts.isAwaitExpression(node)) {
      const { expression } = node
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      const thunk = awaitsItself(expression) ? 'async () =>' : '() =>'
      insertions.push({ at: expression.getStart(), text: `${PASS}('${file}:${line}', ${thunk} (` })
      insertions.push({ at: expression.getEnd(), text: '))' })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  // From the end on, so that earlier positions stay true.
  return insertions
    .sort((one, other) => other.at - one.at)
    .reduce((text, { at, text: inserted }) => text.slice(0, at) + inserted + text.slice(at), code)
}

/** Whether an `await` inside belongs to the same function: its thunk must then be one that may wait. */
function awaitsItself(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true
  if (ts.isFunctionLike(node)) return false
  return ts.forEachChild(node, (child) => awaitsItself(child) || undefined) ?? false
}

export const awaitPoints = (root: string): Vite.Plugin => ({
  name: 'await-points',
  enforce: 'pre',
  transform(code, id) {
    const [file = id] = id.split('?')
    return CUSTODY.test(file) ? { code: markAwaits(code, relative(root, file)), map: null } : undefined
  },
})
