/** The D1 databases, from outside the Worker: this machine's or, with `--remote`, the site's. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { ROOT, readTool } from '../project/tools.ts'

/** The bindings, as in wrangler.toml, and the rooms with their migrations. Without an id there, a binding also names the database on this machine. */
const ROOMS = { FEEDBACK: 'feedback', DESK: 'desk' } as const

export type Binding = keyof typeof ROOMS

type Row = Readonly<Record<string, string | number | null>>

export interface Database {
  /** Runs one statement, whole in itself: see `literal`. */
  query(statement: string): Promise<readonly Row[]>
  close(): Promise<void>
}

/** The site's own, as whoever is logged in to Cloudflare. When wrangler refuses, its words are all there is to say: the command ends with 1. */
export const openRemote = (binding: Binding): Database => ({
  async query(statement) {
    const args = ['d1', 'execute', binding, '--remote', '--json', '--yes', '--command', statement]
    const printed = await readTool('wrangler', args).catch((cause: Error) => {
      console.error(cause.message)
      process.exit(1)
    })
    const [answer] = JSON.parse(printed) as { readonly results: readonly Row[] }[]
    return answer?.results ?? []
  },
  close: async () => undefined,
})

/**
 * This machine's, with its tables made. A Worker may run on the same state meanwhile.
 *
 * @param stateDir where `npm start` keeps its state
 */
export async function openLocal(stateDir: string, binding: Binding): Promise<Database> {
  const { db, close } = await openDatabase(stateDir, binding)
  return { query: async (statement) => (await db.prepare(statement).all<Row>()).results, close }
}

/** The same, as the Worker has it. */
export async function openDatabase(stateDir: string, binding: Binding) {
  await migrateLocally(stateDir)
  return openFile(stateDir, binding)
}

/** A value as SQLite writes it. A command for a remote database binds none, so text is quoted: a doubled quote is SQL's only escape. */
export function literal(value: string | number): string {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new RangeError('text with a NUL has no end for SQLite')
    return `'${value.replaceAll("'", "''")}'`
  }
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number`)
  return String(value)
}

/**
 * Does on this machine what `wrangler d1 migrations apply` does for a site, by the same table and in a fraction of its time. A start
 * that has nothing new to apply pays nothing: a file in the folder says what is there.
 */
export async function migrateLocally(stateDir: string): Promise<void> {
  for (const binding of Object.keys(ROOMS) as Binding[]) await migrate(stateDir, binding)
}

async function migrate(stateDir: string, binding: Binding): Promise<void> {
  const stamp = join(stateDir, `${ROOMS[binding]}-migrations`)
  const folder = join(ROOT, 'functions', ROOMS[binding], 'migrations')
  const files = readdirSync(folder)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }))
  const wanted = createHash('sha256').update(JSON.stringify(files)).digest('hex')
  if (existsSync(join(stateDir, 'v3', 'd1')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const { db, close } = await openFile(stateDir, binding)
  try {
    await db
      .prepare(
        `CREATE TABLE IF NOT EXISTS d1_migrations
         (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
      )
      .run()
    const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
    const applied = new Set(results.map(({ name }) => name))
    for (const { name, sql } of files.filter((file) => !applied.has(file.name))) {
      const done = db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name)
      await db.batch([...statementsOf(sql).map((statement) => db.prepare(statement)), done])
    }
  } finally {
    await close()
  }
  writeFileSync(stamp, wanted)
}

/** In these files a statement ends with the semicolon at the end of a line. */
const statementsOf = (sql: string): string[] => sql.split(/;\s*$/m).filter((statement) => statement.trim() !== '')

async function openFile(stateDir: string, binding: Binding) {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: '',
      resourcePersistencePath: join(stateDir, 'v3'),
      d1Databases: { [binding]: binding },
    }),
  )
  return { db: await miniflare.getD1Database(binding), close: () => miniflare.dispose() }
}
