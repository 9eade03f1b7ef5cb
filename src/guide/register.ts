import { existsSync, readFileSync } from 'node:fs'

/** Every address ever released, one a line, in every language, with `#…` for places inside a page. Lines are added, never taken away. */
export const REGISTER = 'content/addresses.txt'

export const readRegister = (path = REGISTER): readonly string[] =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []
