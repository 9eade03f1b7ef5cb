import { type Content, readContent } from '../content.ts'
import { type ContentFault, describeFaults } from './explain.ts'
import { checkFlows } from './flows.ts'
import { checkPages } from './pages.ts'
import { checkTranslations } from './translations.ts'

/** Everything a writer must mend, by file and line. Where a file is refused by its schema, that comes first: the rest may follow from it. */
export function checkContent(content: Content = readContent()): readonly ContentFault[] {
  const faults =
    content.faults.length > 0 ? content.faults : [...checkFlows(content), ...checkPages(content), ...checkTranslations(content)]
  return faults.toSorted((a, b) => a.path.localeCompare(b.path) || a.line - b.line)
}

/** @returns undefined when nothing is wrong */
export function complain(faults: readonly ContentFault[]): string | undefined {
  if (faults.length === 0) return undefined
  const count = faults.length === 1 ? 'One thing' : `${faults.length} things`
  return `${count} to mend in the content:\n\n${describeFaults(faults)}\n`
}
