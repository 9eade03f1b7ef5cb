import { DurableObject } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import { log } from '../log.ts'
import { nodeCrypto } from '../node-crypto.ts'
import { type CircuitBreaker, createCircuitBreaker, type IncidentStanding, type Sightings } from './circuit-breaker.ts'

const OPENED = 'opened'
/** How often the log repeats that there are too many deaths. */
const ALARM_SECONDS = 3600

/** One for the whole app: counts the logins that die, so that one mistake doesn't end them all. Calls that succeed never wait for it. */
export class Incident extends DurableObject<Env> {
  readonly #breaker: CircuitBreaker

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { storage } = ctx
    this.#breaker = createCircuitBreaker(createSightings(storage, 'dead'), createSightings(storage, 'alive'), {
      read: () => storage.kv.get<number>(OPENED),
      write: (at) => (at === undefined ? this.#close() : this.#open(at)),
    })
  }

  /** Xero says that a login is over. @returns whether to hold that back for now */
  async report(login: string): Promise<boolean> {
    return this.#breaker.report(hashOf(login), now())
  }

  /** A login that was reported has refreshed after all. */
  async recover(login: string): Promise<void> {
    this.#breaker.recover(hashOf(login), now())
  }

  /** A login of the sample has refreshed. */
  async countAlive(login: string): Promise<void> {
    this.#breaker.countAlive(hashOf(login), now())
  }

  async standing(): Promise<IncidentStanding> {
    return this.#breaker.standing(now())
  }

  override async alarm(): Promise<void> {
    const { isOpen, since, deaths } = this.#breaker.standing(now())
    if (since === undefined) return
    log('error', 'incident.lasts', { since, deaths, held: isOpen })
    await this.ctx.storage.setAlarm((now() + ALARM_SECONDS) * 1000)
  }

  #open(at: number): void {
    const { storage } = this.ctx
    storage.kv.put(OPENED, at)
    void storage.setAlarm((at + ALARM_SECONDS) * 1000)
    log('error', 'incident.opened', { since: at })
  }

  #close(): void {
    const { storage } = this.ctx
    log('warn', 'incident.closed', { since: storage.kv.get<number>(OPENED) })
    storage.kv.delete(OPENED)
    void storage.deleteAlarm()
  }
}

/** Logins are counted here, not named. */
const hashOf = (login: string): string => nodeCrypto().createHash('sha256').update(login).digest('base64url')

function createSightings({ sql }: DurableObjectStorage, table: 'dead' | 'alive'): Sightings {
  sql.exec(`CREATE TABLE IF NOT EXISTS ${table} (login TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID`)
  sql.exec(`CREATE INDEX IF NOT EXISTS ${table}_at ON ${table} (at)`)
  const countOf = (clause: string, value: string | number) =>
    sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${clause}`, value).one().n
  return {
    note: (login, at) =>
      void sql.exec(`INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (login) DO UPDATE SET at = excluded.at`, login, at),
    forget: (login) => void sql.exec(`DELETE FROM ${table} WHERE login = ?`, login),
    has: (login) => countOf('login = ?', login) > 0,
    count: (since) => countOf('at >= ?', since),
    prune: (before) => void sql.exec(`DELETE FROM ${table} WHERE at < ?`, before),
  }
}
