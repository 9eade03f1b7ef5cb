/** Changing a sealing key of the site, with a stand-in for wrangler: a program that notes what it is told, on disk. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { add, type Desk, retire, type Site, upload } from '../../../../scripts/operate/key-desk.ts'
import { addKey, kidsOf } from '../../../../scripts/operate/key-set.ts'
import { createSite } from '../../../../scripts/operate/key-site.ts'

const STAND_IN = `
const { appendFileSync, existsSync, readFileSync } = require('node:fs')
const args = process.argv.slice(2)
const note = (more) => appendFileSync(__dirname + '/calls', JSON.stringify({ args, ...more }) + '\\n')
if (args[0] === 'kv') {
  note({})
  console.log(JSON.stringify(readFileSync(__dirname + '/uses', 'utf8').split('\\n').filter(Boolean).map((name) => ({ name: 'sealed-with/' + name }))))
} else if (existsSync(__dirname + '/out-of-order')) process.exit(1)
else note({ stdin: readFileSync(0, 'utf8') })
`
const DAY = 86_400
const START = 1_795_452_023

interface Call {
  readonly args: readonly string[]
  readonly stdin?: string
}

let folder: string
let health: { status: number; detail?: string }
let server: Server
let site: Site
let desk: Desk

const uses = (...lines: string[]) => writeFileSync(join(folder, 'uses'), lines.join('\n'))
const calls = (): Call[] =>
  readFileSync(join(folder, 'calls'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Call)
const uploaded = (): Call[] => calls().filter(({ args }) => args[0] === 'secret')
const file = () => join(folder, 'keys', 'TOKEN_KEYS.json')
const kept = () => readFileSync(file(), 'utf8').trim()
const kidsIn = (set: string | undefined) => {
  const kids = kidsOf(set ?? '')
  return kids.ok ? kids.value : kids.error
}
const at = (seconds: number): Desk => ({ ...desk, now: START + seconds })
const words = (report: Awaited<ReturnType<typeof add>>) => (report.ok ? report.value : `refused: ${report.error}`)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guide-keys-'))
  writeFileSync(join(folder, 'wrangler.cjs'), STAND_IN)
  writeFileSync(join(folder, 'calls'), '')
  uses()
  health = { status: 200 }
  server = createServer((request, response) => {
    if (request.url !== '/api/health') response.statusCode = 404
    response.writeHead(health.status).end(JSON.stringify({ detail: health.detail }))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  site = createSite({ PUBLIC_ORIGIN: origin }, [process.execPath, join(folder, 'wrangler.cjs')])
  desk = { folder: join(folder, 'keys'), setting: 'TOKEN_KEYS', now: START }
})

afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a new key', () => {
  it('is kept for its owner alone, uploaded by standard input, and the site is asked whether it is in order', async () => {
    const report = words(await add(desk, site, 'first'))
    expect(report).toContain('The site says it is in order')
    expect([statSync(file()).mode & 0o777, statSync(join(folder, 'keys')).mode & 0o777]).toEqual([0o600, 0o700])
    expect(readdirSync(join(folder, 'keys'))).toEqual(['TOKEN_KEYS.json'])
    expect(uploaded()).toEqual([{ args: ['secret', 'put', 'TOKEN_KEYS', '-c', 'wrangler.toml'], stdin: kept() }])
    const [{ k }] = (JSON.parse(kept()) as { keys: [{ k: string }] }).keys
    for (const shown of [report, ...calls().map(({ args }) => args.join(' '))]) expect(shown).not.toContain(k)
  })

  it('stands before the kept ones: whoever added it can go on and take the old one away', async () => {
    await add(desk, site, 'first')
    await add(at(DAY), site, 'second')
    expect([kidsIn(kept()), kidsIn(uploaded()[1]?.stdin)]).toEqual([
      ['second', 'first'],
      ['second', 'first'],
    ])
    uses('second/account:a', 'first/grant:1')
    expect(words(await retire(at(4 * DAY), site, 'first'))).toContain('still needs "first": it seals the records of 1')
    uses('second/account:a', 'second/grant:1')
    expect(words(await retire(at(2 * DAY), site, 'first'))).toContain('wait until "second" is 48 hours old')
    expect(uploaded()).toHaveLength(2)
    expect(words(await retire(at(4 * DAY), site, 'first'))).toContain('Took key first out of the set')
    expect([kidsIn(kept()), kidsIn(uploaded()[2]?.stdin)]).toEqual([['second'], ['second']])
  })

  it('begins with the set of the environment where none is kept', async () => {
    const given = addKey(undefined, 'elsewhere', 0)
    await add({ ...desk, given: given.ok ? given.value : '' }, site, 'second')
    expect(kidsIn(kept())).toEqual(['second', 'elsewhere'])
  })

  it('goes to the desk, too, where there is one', async () => {
    const withDesk = createSite({ ACCESS_ISSUER: 'https://mistable.cloudflareaccess.com' }, [
      process.execPath,
      join(folder, 'wrangler.cjs'),
    ])
    await add(desk, withDesk, 'first')
    expect(uploaded().map(({ args, stdin }) => [args.at(-1), stdin])).toEqual([
      ['wrangler.toml', kept()],
      ['wrangler.desk.toml', kept()],
    ])
  })

  it('is not uploaded where the site would lose a key that it needs', async () => {
    uses('lost/grant:1', 'lost/account:a')
    expect(words(await add(desk, site, 'first'))).toMatch(
      /^refused: The site needs lost, which this set lacks. Nothing was uploaded/,
    )
    expect([uploaded(), readdirSync(folder).includes('keys')]).toEqual([[], false])
  })

  it('is not lost when wrangler fails: it is kept, and uploaded later', async () => {
    writeFileSync(join(folder, 'out-of-order'), '')
    expect(words(await add(desk, site, 'first'))).toContain('npm run keys -- upload --setting TOKEN_KEYS')
    expect(kidsIn(kept())).toEqual(['first'])
    rmSync(join(folder, 'out-of-order'))
    expect(words(await upload(desk, site))).toContain('in order')
    expect(kidsIn(uploaded()[0]?.stdin)).toEqual(['first'])
  })

  it('that the site does not like is told', async () => {
    health = { status: 500, detail: 'XERO_CLIENT_ID is missing; TOKEN_KEYS is not JSON' }
    expect(words(await add(desk, site, 'first'))).toMatch(/^refused: .*the site says: TOKEN_KEYS is not JSON$/s)
    health = { status: 500, detail: 'XERO_CLIENT_ID is missing' }
    expect(words(await upload(desk, site))).toContain('in order')
    server.close()
    expect(words(await upload(desk, site))).toContain('The site did not answer')
  })

  it.each(['a/b', '', 'a b', 'x'.repeat(65)])('is not called "%s"', async (kid) => {
    expect(words(await add(desk, site, kid))).toContain('takes names of letters')
  })

  it('for sessions needs no register', async () => {
    await add({ ...desk, setting: 'SESSION_KEYS' }, site, 'first')
    await add({ ...at(60), setting: 'SESSION_KEYS' }, site, 'second')
    const sessions = (seconds: number): Desk => ({ ...at(seconds), setting: 'SESSION_KEYS' })
    expect(words(await retire(sessions(3600), site, 'first'))).toContain('10 hours')
    expect(words(await retire(sessions(11 * 3600), site, 'first'))).toContain('Took key first')
    expect(calls().filter(({ args }) => args[0] === 'kv')).toEqual([])
  })
})

describe('a key', () => {
  it('that is the newest, or that nobody knows, is not taken away', async () => {
    expect(words(await retire(desk, site, 'first'))).toContain('There is no')
    await add(desk, site, 'first')
    expect(words(await retire(at(9 * DAY), site, 'first'))).toContain('add a newer key first')
    expect(words(await retire(at(9 * DAY), site, 'other'))).toContain('has no key "other"')
  })

  it('stays in the file while the site has not taken the set without it', async () => {
    await add(desk, site, 'first')
    await add(desk, site, 'second')
    writeFileSync(join(folder, 'out-of-order'), '')
    expect(words(await retire(at(9 * DAY), site, 'first'))).toContain('was not uploaded')
    expect(kidsIn(kept())).toEqual(['second', 'first'])
  })
})

describe('the folder of keys', () => {
  it('is out of git', () => {
    expect(readFileSync('.gitignore', 'utf8').split('\n')).toContain('.keys/')
  })
})
