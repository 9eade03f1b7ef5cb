/** The desk's database, with its tables. */
import { applyD1Migrations, type D1Migration } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

export const createDeskTables = (): Promise<void> =>
  applyD1Migrations(env.DESK, (env as unknown as { DESK_MIGRATIONS: D1Migration[] }).DESK_MIGRATIONS)
