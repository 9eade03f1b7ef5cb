/** `npm run keys`: makes, keeps, uploads and retires sealing keys, and says which key still seals the records of how many objects. */
import { parseArgs } from 'node:util'
import { now } from '../../src/contract/clock.ts'
import { add, retire, upload } from './key-desk.ts'
import { keyFolder, readKeyFile } from './key-file.ts'
import { describeUses, isKeySetting, kidsOf } from './key-set.ts'
import { createSite, findUses } from './key-site.ts'

const HELP = `Usage:
  npm run keys -- add [--kid NAME]       makes a key, keeps the set in .keys/ for you alone, uploads it, and looks whether the site is in order
  npm run keys -- upload                 uploads the kept set again
  npm run keys -- uses [--remote]        counts the objects whose records each key of TOKEN_KEYS seals, here or at the site
  npm run keys -- retire KID             takes a key away that seals nothing any more, and uploads the set without it
--setting SESSION_KEYS: those, instead of TOKEN_KEYS. KEYS_DIR: another folder than .keys/. A set that is kept elsewhere is given once in the environment, under its setting's name.`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    remote: { type: 'boolean', default: false },
    setting: { type: 'string', default: 'TOKEN_KEYS' },
    kid: { type: 'string' },
  },
})

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}

const { setting } = values
if (!isKeySetting(setting)) stop(`--setting takes TOKEN_KEYS or SESSION_KEYS, not "${setting}".`)
const folder = keyFolder(process.env)
const desk = { folder, setting, given: process.env[setting], now: now() }
const site = createSite(process.env)
const newKid = () => values.kid ?? `${new Date().toISOString().slice(0, 10)}-${crypto.randomUUID().slice(0, 4)}`

async function tellUses(): Promise<string> {
  const set = readKeyFile(folder, 'TOKEN_KEYS') ?? process.env['TOKEN_KEYS']
  const known = set === undefined ? undefined : kidsOf(set)
  if (known !== undefined && !known.ok) stop(`TOKEN_KEYS ${known.error}`)
  return describeUses(await findUses({ remote: values.remote }), known?.value)
}

const WORK: Readonly<Record<string, () => Promise<string | Awaited<ReturnType<typeof add>>>>> = {
  add: () => add(desk, site, newKid()),
  upload: () => upload(desk, site),
  uses: tellUses,
  retire: () => retire(desk, site, positionals[1] ?? stop(HELP)),
}

const work = new Map(Object.entries(WORK)).get(positionals[0] ?? '') ?? stop(HELP)
const report = await work().catch((cause: Error) => stop(cause.message))
if (typeof report === 'string') console.log(report)
else if (report.ok) console.log(report.value)
else stop(report.error)
