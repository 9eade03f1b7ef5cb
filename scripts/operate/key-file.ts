/**
 * Where this machine keeps the sets of sealing keys: `.keys/`, which git ignores, for its owner alone. Cloudflare does not show a
 * secret again, so whoever uploads a set must hold it.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../project/tools.ts'
import type { KeySetting } from './key-set.ts'

export const keyFolder = (environment: Readonly<Record<string, string | undefined>>): string =>
  environment['KEYS_DIR'] ?? join(ROOT, '.keys')

export const keyFile = (folder: string, setting: KeySetting): string => join(folder, `${setting}.json`)

/** @returns undefined where none is kept */
export function readKeyFile(folder: string, setting: KeySetting): string | undefined {
  const file = keyFile(folder, setting)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/** Whole or not at all: a file cut short would be a set lost. */
export function writeKeyFile(folder: string, setting: KeySetting, set: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = keyFile(folder, setting)
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${set}\n`, { mode: 0o600, flag: 'wx' })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}
