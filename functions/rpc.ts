import { WorkerEntrypoint } from 'cloudflare:workers'
import * as v from 'valibot'
import { PROBLEMS, type ProblemCode } from '../src/contract/problems.ts'
import { type Success, succeed } from '../src/contract/result.ts'
import type { AccessToken, Connection, ReconnectDemand } from '../src/contract/wire.ts'
import { readAccessToken } from './access-token.ts'
import { createRef } from './http/problem.ts'
import { accountKey, isWithinServiceRate } from './http/rate-limits.ts'
import { RATE_WINDOW_SECONDS } from './http/service-rate.ts'
import { logUnexpected } from './http/unexpected.ts'
import { AccountId } from './http/valid.ts'
import { log } from './log.ts'
import { countAccessToken } from './session/access-token-count.ts'
import { readSettings } from './settings.ts'

/** A failure as plain data, since an Error would lose its class on the way. */
export interface RpcFailure extends Partial<ReconnectDemand> {
  readonly ok: false
  readonly code: ProblemCode
  readonly title: string
  /** The support code, which is in the log. */
  readonly ref: string
  readonly detail?: string
  /** When to come again, in seconds. */
  readonly retryAfterIn?: number
}

type FailureFields = Pick<RpcFailure, 'code' | 'detail' | 'retryAfterIn' | 'reason' | 'reconnectUrl'>
type Answer<T> = (Success<T> & { readonly copied?: boolean }) | ({ readonly ok: false } & FailureFields)

/**
 * The two calls that matter, for Workers of the same Cloudflare account by a service binding: no key, no HTTP. The binding is the
 * permission, since only a person who may deploy to the account can make one.
 */
export class MiBilling extends WorkerEntrypoint<Env> {
  /** As `GET /v1/accounts/:account`. */
  connection(account: string): Promise<Success<Connection> | RpcFailure> {
    return this.#serve('connection', account, async (id) =>
      succeed(await this.env.ACCOUNT.getByName(id).connection({ waitForDetails: true })),
    )
  }

  /** As `GET /v1/accounts/:account/access-token`: only reads KV while the token is valid. */
  accessToken(account: string): Promise<Success<AccessToken> | RpcFailure> {
    return this.#serve('accessToken', account, async (id) => {
      const access = await readAccessToken(this.env, id)
      if (access.ok) {
        countAccessToken('rpc')
        return access
      }
      const { ok, error: code, demand, ...more } = access
      return { ok, code, ...more, ...demand }
    })
  }

  /** What middleware does for HTTP. @param account from another program, so it may be anything */
  async #serve<T>(call: string, account: unknown, work: (id: string) => Promise<Answer<T>>): Promise<Success<T> | RpcFailure> {
    const ref = createRef()
    const startedAt = Date.now()
    const id = v.safeParse(AccountId, account)
    const served = await this.#answer(ref, id, work)
    const fields = { ref, call: `MiBilling.${call}`, ms: Date.now() - startedAt, account: id.success ? id.output : undefined }
    if (served.ok) {
      if (served.copied !== true) log('info', 'rpc', fields)
      return succeed(served.value)
    }
    const { status, title } = PROBLEMS[served.code]
    log(status >= 500 ? 'error' : 'info', 'rpc', { ...fields, problem: served.code })
    return { ...served, title, ref }
  }

  async #answer<T>(
    ref: string,
    id: v.SafeParseResult<typeof AccountId>,
    work: (id: string) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    try {
      readSettings(this.env)
      if (!id.success) return { ok: false, code: 'bad-request', detail: `account: ${id.issues[0].message}` }
      if (!(await isWithinServiceRate(this.env.SERVICE_RATE, accountKey(id.output))))
        return { ok: false, code: 'too-many-requests', retryAfterIn: RATE_WINDOW_SECONDS }
      return await work(id.output)
    } catch (error) {
      return { ok: false, ...logUnexpected(error, ref) }
    }
  }
}
