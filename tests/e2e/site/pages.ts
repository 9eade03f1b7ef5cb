/** The built pages, as files, and the Worker's paths among them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unstable_readConfig } from 'wrangler'
import { ROOT } from '../../../scripts/project/tools.ts'
import { isForWorker } from '../../../scripts/serve/dev-proxy.ts'

export interface BuiltPage {
  /** As a browser asks for it, such as `/connect/log-in/`. */
  readonly address: string
  readonly html: string
}

export const SITE = join(ROOT, 'dist', 'client')

export const readFiles = (): readonly string[] => readdirSync(SITE, { recursive: true, encoding: 'utf8' }).map((file) => `/${file}`)

export const readPages = (): readonly BuiltPage[] =>
  readFiles()
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({ address: file.replace(/index\.html$/, ''), html: readFileSync(join(SITE, file), 'utf8') }))

export interface BuiltRedirect {
  readonly from: string
  readonly to: string
  readonly status: number
}

/** As `_redirects` lists them. */
export const readRedirects = (): readonly BuiltRedirect[] =>
  readFileSync(join(SITE, '_redirects'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/))
    .map(([from = '', to = '', status]) => ({ from, to, status: Number(status) }))

const workerFirst = unstable_readConfig({ config: join(ROOT, 'wrangler.toml') }).assets?.run_worker_first

/** The desk is the Worker's to let people in, and its words are filled in by no one. */
export const isFilledIn = (address: string): boolean => isServedByWorker(address) && !address.startsWith('/desk/')

export const isServedByWorker = (address: string): boolean => Array.isArray(workerFirst) && isForWorker(workerFirst, address)
