import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findImports, type Import, listFiles } from './imports.ts'

interface Room {
  /** A folder, which ends in `/`, or a file. */
  readonly name: string
  readonly allowed: readonly { readonly name: string; readonly isTypeOnly: boolean }[]
  /** What it may import, as the table has it. */
  readonly words: string
}

const rooms = readRooms(readFileSync('docs/architecture.md', 'utf8'))
const files = listFiles('functions', 'src', 'client')
const imports = files.flatMap((file) => findImports(file, readFileSync(file, 'utf8')))

/** The table under "Who may import whom". */
function readRooms(text: string): Room[] {
  const section = text.split('## Who may import whom')[1]?.split('\n## ')[0] ?? ''
  return section.split('\n').flatMap((line) => {
    const [, name, allowed = ''] = /^\| `([^`]+)` +\|(.*)\|$/.exec(line) ?? []
    if (name === undefined) return []
    const entries = [...allowed.matchAll(/(types of )?`([^`]+)`/g)]
    return {
      name,
      words: allowed.trim(),
      allowed: entries.map(([, types, entry = '']) => ({ name: entry, isTypeOnly: types !== undefined })),
    }
  })
}

const isIn = (name: string, entry: string): boolean => name === entry || name.startsWith(entry.endsWith('/') ? entry : `${entry}/`)
const roomOf = (file: string): Room | undefined =>
  rooms.filter(({ name }) => isIn(file, name)).toSorted((one, other) => other.name.length - one.name.length)[0]

function isAllowed({ file, from, isTypeOnly }: Import): boolean {
  const room = roomOf(file)
  if (room === undefined) return false
  const target = roomOf(from)
  if (target === room) return true
  // A room inside another is not allowed along with it.
  const reaches = (name: string) => isIn(from, name) && name.length >= (target?.name.length ?? 0)
  return room.allowed.some(({ name, isTypeOnly: onlyTypes }) => reaches(name) && (isTypeOnly || !onlyTypes))
}

/** Two rooms of which each may import the other, or a file in it. */
function findMutual(all: readonly Room[]): string[] {
  const allows = (room: Room, other: Room) => room.allowed.some(({ name }) => isIn(other.name, name) || isIn(name, other.name))
  return all.flatMap((room, at) =>
    all.slice(at + 1).flatMap((other) => (allows(room, other) && allows(other, room) ? [`${room.name} and ${other.name}`] : [])),
  )
}

describe('the house', () => {
  it('has files, rooms and imports to look at', () => {
    expect(rooms.length).toBeGreaterThan(20)
    expect(imports.length).toBeGreaterThan(700)
    expect(imports.some(({ file }) => file.endsWith('.astro'))).toBe(true)
  })

  it('gives every file a room', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([])
  })

  it('imports nothing but what the table allows', () => {
    expect(imports.filter((each) => !isAllowed(each)).map(({ file, from }) => `${file} imports ${from}`)).toEqual([])
  })

  it('lets no two rooms import each other, not even types', () => {
    expect(findMutual(rooms)).toEqual([])
    const tables = ['| `a/` | types of `b/c.ts` |\n| `b/` | `a/` |', '| `a/` | `b/` |\n| `b/` | `c/` |']
    expect(tables.map((table) => findMutual(readRooms(`## Who may import whom\n\n${table}`)))).toEqual([['a/ and b/'], []])
  })

  it('allows nothing that no file needs', () => {
    const isUsed = ({ name }: Room, entry: string) =>
      imports.some(({ file, from }) => roomOf(file)?.name === name && isIn(from, entry))
    const unused = rooms.flatMap((room) =>
      room.allowed.flatMap(({ name }) => (isUsed(room, name) ? [] : [`${room.name} need not import ${name}`])),
    )
    expect(unused).toEqual([])
  })

  it('says at the head of each room of the Worker what it may import', () => {
    const folders = rooms.filter(({ name }) => /^functions\/\w+\/$/.test(name))
    const headOf = ({ name }: Room) => readFileSync(`${name}README.md`, 'utf8')
    expect(folders.length).toBeGreaterThan(10)
    expect(folders.filter((room) => !headOf(room).includes(`May import: ${room.words}.`)).map(({ name }) => name)).toEqual([])
  })

  it.each([
    ['functions/vault/a.ts', "import { OAuth2Client } from 'arctic'"],
    ['functions/grant/a.ts', "import { Hono } from 'hono/tiny'"],
    ['functions/grant/a.ts', "export * from '../account/account.ts'"],
    ['functions/routes/a.ts', "import { Connection } from '../../src/contract/v1/connection.ts'"],
    ['functions/routes/a.ts', "import {\n  Account,\n} from '../account/account.ts'"],
    ['src/islands/a.tsx', "import { app } from '../../functions/app.ts'"],
    ['src/pages/a.astro', "---\nimport { app } from '../../functions/app.ts'\n---"],
    ['src/wizard/a.ts', "const solid = await import('solid-js')"],
  ])('would refuse in %s: %s', (file, text) => {
    expect(findImports(file, text).map(isAllowed)).toEqual([false])
  })
})

describe('a cycle of imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-rules-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is refused by the linter, of types too', () => {
    cpSync('biome.json', join(folder, 'biome.json'))
    mkdirSync(join(folder, 'src/contract'), { recursive: true })
    writeFileSync(join(folder, 'src/contract/left.ts'), "import type { Right } from './right.ts'\nexport type Left = Right | 1\n")
    writeFileSync(join(folder, 'src/contract/right.ts'), "import type { Left } from './left.ts'\nexport type Right = Left | 2\n")
    const biome = [resolve('node_modules/@biomejs/biome/bin/biome'), 'lint', '--reporter=github', '--vcs-enabled=false']
    const lint = () =>
      execFileSync(process.execPath, [...biome, '--only=suspicious/noImportCycles'], { cwd: folder, encoding: 'utf8' })
    expect(lint).toThrow(expect.objectContaining({ stdout: expect.stringMatching(/left\.ts[\s\S]*right\.ts/) }))
  })
})
