import { now } from '../../src/contract/clock.ts'
import type { Connection, ConnectionState, ReconnectReason } from '../../src/contract/wire.ts'
import { Account } from '../account/account.ts'
import { type AccountContext, changeRecord, createAccountContext, readRecord } from '../account/context.ts'
import { type AccountRecord, connected, type StoredOrganisation, without } from '../account/record.ts'
import { readSettings } from '../settings.ts'
import { age } from './age.ts'
import type { TestGrant } from './test-grant.ts'

export interface WantedState {
  readonly state: ConnectionState
  readonly reason?: ReconnectReason
}

const TOKEN_SECONDS = 1800
const BY = { ref: 'TEST-CALL' }

/** An account that a test harness may put into any state. */
export class TestAccount extends Account {
  /** A second one beside the account's own, on the same storage: it writes no event and no message. */
  readonly #own: AccountContext

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { tokenSeal, sessionSeal } = readSettings(env)
    this.#own = createAccountContext(ctx, env, tokenSeal, sessionSeal)
  }

  /** Makes up an organisation where there is none. What is connected for real stays, except for `not-connected`. */
  async putInto({ state, reason }: WantedState): Promise<Connection> {
    if (state === 'not-connected') {
      await this.#change((record) => without(record, this.#madeUp().tenantId))
      await this.disconnect(BY)
    } else await this.#connect({ state, ...(reason === undefined ? {} : { reason }) })
    await this.loginChanged()
    return this.connection()
  }

  /** As if so many seconds had passed for the account and its logins. What has become due is done at once. */
  async moveClock(seconds: number): Promise<Connection> {
    const { tokenSeal, sessionSeal } = readSettings(this.env)
    const { account } = this.#own
    for (const login of await this.#logins()) await this.#grant(login).moveClock(seconds)
    await age(this.ctx.storage, seconds, `account:${account}`, (key) => (key.startsWith('session/') ? sessionSeal : tokenSeal))
    await this.alarm()
    return this.connection()
  }

  async #connect({ state, reason }: WantedState): Promise<void> {
    if ((await readRecord(this.#own)).organisations.length === 0) await this.#makeUp()
    const isOver = reason === 'expired' || reason === 'revoked'
    for (const login of await this.#logins()) await this.#grant(login).setDead(isOver ? reason : undefined)
    await this.#change((record) => {
      const organisations = record.organisations.map(({ lost: _lost, ...organisation }) => organisation)
      const active = record.active ?? organisations[0]?.tenantId
      const { active: _former, ...others } = record
      if (state === 'choose-organisation' || active === undefined) return { ...others, organisations }
      const lose = (organisation: StoredOrganisation) =>
        organisation.tenantId === active && reason !== undefined && !isOver ? { ...organisation, lost: reason } : organisation
      return { ...record, active, organisations: organisations.map(lose) } as AccountRecord
    })
  }

  /** Its token is good for half an hour, and for nothing at Xero. */
  async #makeUp(): Promise<void> {
    const organisation = this.#madeUp()
    const { account } = this.#own
    const { scopes } = readSettings(this.env)
    await this.#grant(organisation.login).adopt({
      attempt: `${account}/${now()}`,
      at: now(),
      consent: {
        tokens: { accessToken: 'made-up-token', accessExpiresAt: now() + TOKEN_SECONDS },
        login: organisation.login,
        scopes,
        person: { name: 'Test Person', email: 'test-person@example.com' },
      },
      refreshToken: 'made-up-token',
      account,
      connections: [organisation],
    })
    await this.#change((record) => connected(record, [organisation]))
  }

  #madeUp(): StoredOrganisation {
    const { account } = this.#own
    const hex = [...account].reduce((sum, letter) => sum + letter.charCodeAt(0).toString(16), '').padEnd(12, '0')
    return {
      tenantId: `00000000-0000-4000-8000-${hex.slice(-12)}`,
      name: `Test company of ${account}`,
      countryCode: 'AU',
      currency: 'AUD',
      addedAt: now(),
      login: `test-${account}`,
      connectionId: `test-${account}`,
    }
  }

  #change(change: (record: AccountRecord) => AccountRecord): Promise<void> {
    return changeRecord(this.#own, now(), change)
  }

  async #logins(): Promise<ReadonlySet<string>> {
    return new Set((await readRecord(this.#own)).organisations.map(({ login }) => login))
  }

  #grant(login: string) {
    return this.env.GRANT.getByName(login) as unknown as DurableObjectStub<TestGrant>
  }
}
