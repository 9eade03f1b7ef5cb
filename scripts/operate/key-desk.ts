/** Changing a sealing key of the site: kept here before it is uploaded, and never uploaded where the site would lose a key it needs. */
import { fail, type Result, succeed } from '../../src/contract/result.ts'
import { keyFile, readKeyFile, writeKeyFile } from './key-file.ts'
import { addKey, findLost, type KeySetting, removeKey } from './key-set.ts'

/** The site, as far as keys go. */
export interface Site {
  /** `<kid>/<object>` for each object that keeps something sealed. */
  uses(): Promise<readonly string[]>
  /** @returns false when it was not taken */
  upload(setting: KeySetting, set: string): Promise<boolean>
  /** @returns what is wrong with the settings, '' when nothing is, undefined when nobody answers */
  health(): Promise<string | undefined>
}

export interface Desk {
  readonly folder: string
  readonly setting: KeySetting
  /** The set as the environment has it: where none is kept yet, it is the one to begin with. */
  readonly given?: string | undefined
  /** Unix seconds. */
  readonly now: number
}

/** What was done, line by line; or why not. No key is ever part of it. */
type Report = Promise<Result<string, string>>

export async function add(desk: Desk, site: Site, kid: string): Report {
  const { folder, setting, given, now } = desk
  const before = readKeyFile(folder, setting) ?? given
  const added = addKey(before, kid, now)
  if (!added.ok) return refuse(`${setting} ${added.error}`)
  const lost = await whyNotUpload(desk, site, added.value)
  if (lost !== undefined) return refuse(lost)
  writeKeyFile(folder, setting, added.value)
  return upload(desk, site, [`Made key ${kid}. The set is kept in ${keyFile(folder, setting)}: keep a copy of it in a safe place.`])
}

/** @param done what was done before it, to be told as well */
export async function upload(desk: Desk, site: Site, done: readonly string[] = []): Report {
  const { folder, setting } = desk
  const set = readKeyFile(folder, setting)
  if (set === undefined) return refuse(`There is no ${keyFile(folder, setting)}.`)
  const lost = await whyNotUpload(desk, site, set)
  if (lost !== undefined) return refuse(lost)
  return send(desk, site, set, done)
}

export async function retire(desk: Desk, site: Site, kid: string): Report {
  const { folder, setting, now } = desk
  const set = readKeyFile(folder, setting)
  if (set === undefined) return refuse(`There is no ${keyFile(folder, setting)}.`)
  const left = removeKey(set, setting, kid, await usesOf(desk, site), now)
  if (!left.ok) return refuse(`${setting} ${left.error}`)
  const sent = await send(desk, site, left.value, [`Took key ${kid} out of the set.`])
  // Until the site has taken the smaller set, the larger one is the one to keep.
  if (sent.ok) writeKeyFile(folder, setting, left.value)
  return sent
}

async function send({ setting }: Desk, site: Site, set: string, done: readonly string[]): Report {
  const told = (line: string) => [...done, line].join('\n')
  if (!(await site.upload(setting, set)))
    return refuse(told(`${setting} was not uploaded. When wrangler works: npm run keys -- upload --setting ${setting}`))
  const health = await site.health()
  if (health === undefined) return succeed(told(`Uploaded ${setting}. The site did not answer: look at /api/health.`))
  const wrong = health.split('; ').find((fault) => fault.startsWith(setting))
  if (wrong !== undefined) return refuse(told(`Uploaded ${setting}, and the site says: ${wrong}`))
  return succeed(told(`Uploaded ${setting}. The site says it is in order.`))
}

/** A set without a key that is in use would make records unreadable until that key is back. */
async function whyNotUpload(desk: Desk, site: Site, set: string): Promise<string | undefined> {
  const lost = findLost(set, await usesOf(desk, site))
  if (!lost.ok) return `${desk.setting} ${lost.error}`
  if (lost.value.length === 0) return undefined
  const file = keyFile(desk.folder, desk.setting)
  return `The site needs ${lost.value.join(', ')}, which this set lacks. Nothing was uploaded. Put the whole set into ${file} first.`
}

/** What SESSION_KEYS seal is in nobody's register: it is over in hours. */
const usesOf = async ({ setting }: Desk, site: Site): Promise<readonly string[]> => (setting === 'TOKEN_KEYS' ? site.uses() : [])

const refuse = (why: string): Result<never, string> => fail(why)
