/**
 * `npm run keys -- new`: a new key before those of the set in the environment. `npm run keys -- uses`: which key still seals the
 * records of how many objects, here or with `--remote` at the site.
 */
import { parseArgs } from 'node:util'
import { addKey, describeUses, kidsOf } from './key-set.ts'
import { stateDirectory } from './settings.ts'
import { readTool } from './tools.ts'

const HELP = `Usage:
  npm run --silent keys -- new [--setting TOKEN_KEYS | SESSION_KEYS] [--kid NAME]
      Prints the set to store: a new key first, then those of the set given in the environment under that name.
      It is a secret: send it where it belongs, such as into  npx wrangler secret put TOKEN_KEYS
  npm run keys -- uses [--remote]
      Counts the objects whose records each key seals. Keys of TOKEN_KEYS, where the environment has it, that seal nothing may go.`

/** As functions/vault/key-register.ts writes them. */
const PREFIX = 'sealed-with/'

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

async function findUses(): Promise<string[]> {
  const where = values.remote ? ['--remote'] : ['--local', '--persist-to', stateDirectory(process.env)]
  const args = ['kv', 'key', 'list', '-c', 'wrangler.toml', '--binding', 'TOKENS', '--prefix', PREFIX, ...where]
  const printed = await readTool('wrangler', args).catch((cause: Error) => stop(cause.message))
  return (JSON.parse(printed) as { name: string }[]).map(({ name }) => name.slice(PREFIX.length))
}

const { setting } = values
if (setting !== 'TOKEN_KEYS' && setting !== 'SESSION_KEYS') stop(`--setting takes TOKEN_KEYS or SESSION_KEYS, not "${setting}".`)
const given = process.env[setting]
switch (positionals[0]) {
  case 'new': {
    const added = addKey(given, values.kid ?? `${new Date().toISOString().slice(0, 10)}-${crypto.randomUUID().slice(0, 4)}`)
    if (!added.ok) stop(`${setting} ${added.error}`)
    console.log(added.value)
    break
  }
  case 'uses': {
    const known = process.env['TOKEN_KEYS'] === undefined ? undefined : kidsOf(process.env['TOKEN_KEYS'])
    if (known !== undefined && !known.ok) stop(`TOKEN_KEYS ${known.error}`)
    console.log(describeUses(await findUses(), known?.value))
    break
  }
  default:
    stop(HELP)
}
