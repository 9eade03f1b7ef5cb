import type { z } from 'astro/zod'
import { lookUp } from '../../contract/look-up.ts'
import type { ContentFile } from '../content-files.ts'

/** Something a writer must mend. */
export interface ContentFault {
  readonly path: string
  readonly line: number
  /** Such as `picture.screens.0.frame`; empty for the file as a whole. */
  readonly field: string
  readonly message: string
}

/** One line a fault, in the form that editors and terminals make a link of. */
export const describeFaults = (faults: readonly ContentFault[]): string =>
  faults.map(({ path, line, field, message }) => `${path}:${line}  ${field === '' ? '' : `${field} `}${message}`).join('\n')

type RawIssue = Parameters<z.core.$ZodErrorMap>[0]

/** Says what is allowed, where the schema itself has no words of its own for it. */
const explain: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `is not a field here; allowed are ${fieldsOf(issue).join(', ')}`
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${nameOf(issue.expected)}, not ${nameOfValue(issue.input)}`
    case 'invalid_value':
      return `must be ${issue.values
        .map(String)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')}`
    case 'invalid_union':
      return `must be one of ${optionsOf(issue).join(', ') || 'the forms that are known'}`
    case 'too_small':
      return `must have at least ${issue.minimum}`
    case 'too_big':
      return `must have at most ${issue.maximum}`
    default:
      return undefined
  }
}

/** @returns the sound data, or every fault with its line */
export function readBy<S extends z.ZodType>(schema: S, file: ContentFile): z.output<S> | readonly ContentFault[] {
  const { path, unreadable } = file
  if (unreadable !== undefined) return [{ path, line: unreadable.line, field: '', message: unreadable.message }]
  const read = schema.safeParse(file.data, { error: explain })
  if (read.success) return read.data
  return read.error.issues.flatMap((issue) => {
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    return fields.map((field) => ({ path, line: file.lineOf(field), field: field.map(String).join('.'), message: issue.message }))
  })
}

const fieldsOf = ({ inst }: RawIssue): readonly string[] =>
  Object.keys((inst?._zod.def as { shape?: object } | undefined)?.shape ?? {})

function optionsOf(issue: RawIssue): readonly string[] {
  const discriminator = (issue as { discriminator?: string }).discriminator
  const internals = issue.inst?._zod as { propValues?: Readonly<Record<string, ReadonlySet<unknown>>> } | undefined
  return [...(lookUp(internals?.propValues, discriminator ?? '') ?? [])].map(String)
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'words',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
  undefined: 'nothing',
}
const nameOf = (type: string): string => lookUp(NAMES, type) ?? type
const nameOfValue = (value: unknown): string => (value === null ? 'nothing' : nameOf(Array.isArray(value) ? 'array' : typeof value))
