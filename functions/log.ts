/**
 * One JSON object a line, on standard output. Fields are named by the caller, one by one: never a request, a query, a header, an
 * answer's body or an error object as a whole, for those carry codes and tokens.
 */
import { isSealError } from './vault/seal.ts'

type Field = string | number | boolean | undefined

export function log(level: 'info' | 'warn' | 'error', event: string, fields: Readonly<Record<string, Field>> = {}): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }))
}

/** What a log may say about an error: its name, message and stack. Our own messages hold no secrets; a library's might, so they are left out. */
export function fieldsOf(error: unknown): Readonly<Record<string, Field>> {
  if (!(error instanceof Error)) return { error: typeof error }
  const ours = error.name === 'SettingsError' || isSealError(error)
  const frames = error.stack?.split('\n').filter((line) => /^\s*at /.test(line))
  return { error: error.name, ...(ours ? { message: error.message } : {}), stack: frames?.map((line) => line.trim()).join(' | ') }
}
