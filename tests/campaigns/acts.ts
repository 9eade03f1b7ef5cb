/** What people and miBilling do, and the worlds in which they do it. */
import { listDurableObjectIds, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { now } from '../../src/contract/clock.ts'
import { letPass, localXero, tenantOf } from '../edge/local-xero.ts'
import { type Browser, connectionOf, service, tokenOf, visitor } from '../edge/people.ts'
import { readMessages } from './invariants.ts'

export const TELECOM = 'Acme Telecom Pty Ltd'
export const HOLDINGS = 'Acme Holdings Pty Ltd'
export const RIVERBANK = 'Riverbank Plumbing Pty Ltd'
const DAY_SECONDS = 86_400
export const EXPIRED_SECONDS = 61 * DAY_SECONDS

/** The account that the operation is about, and others whose connections must not suffer. */
export interface Scene {
  readonly account: string
  readonly browser: Browser
  readonly others: readonly string[]
}

/** What whoever called was told. */
export interface Answer {
  readonly status: number
  /** The problem's code. */
  readonly problem?: string
  readonly retryAfterIn?: number
}

async function answerOf(called: Promise<Response>): Promise<Answer> {
  const response = await called
  const text = await response.text()
  const isProblem = response.headers.get('Content-Type')?.startsWith('application/problem+json') === true
  const retryAfter = response.headers.get('Retry-After')
  return {
    status: response.status,
    ...(isProblem ? { problem: (JSON.parse(text) as { code: string }).code } : {}),
    ...(retryAfter === null ? {} : { retryAfterIn: Number(retryAfter) }),
  }
}

/** @param companies each connected in an attempt of its own; the first is active */
export async function connected(person: string, ...companies: string[]): Promise<Scene> {
  const { account, browser } = await visitor()
  for (const company of companies) await browser.connect(person, [company])
  await connectionOf(account)
  return { account, browser, others: [] }
}

/** A person goes to Xero, picks the company where it can still be picked, comes back and looks. */
export async function connect({ account, browser }: Scene, person: string, company: string, expected?: string): Promise<Answer> {
  const tenantId = await tenantOf(company)
  const { connections } = await localXero.world()
  const isThere = connections.some((connection) => connection.person === person && connection.tenantId === tenantId)
  const meant = expected === undefined ? undefined : await tenantOf(expected)
  const to = await claimed(browser, company, await browser.connect(person, isThere ? [] : [company], meant))
  await connectionOf(account)
  const problem = /^\/problems\/([a-z-]+)\//.exec(to)?.[1]
  return { status: 303, ...(problem === undefined ? {} : { problem }) }
}

/** Where Xero had nothing new to say, the person types the company's name, and confirms it. @param page where the attempt led */
export async function claimed(browser: Browser, company: string, page: string): Promise<string> {
  if (!page.includes('/problems/no-organisation/') && !page.endsWith('?new=none')) return page
  const next = await browser.claim(company)
  return next === '/connect/organisation/' ? ((await browser.confirmOnly()) ?? next) : next
}

async function call({ browser, account }: Scene, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await answerOf(browser.call(method, path, body))
  await connectionOf(account)
  return answer
}

export const choose = async (scene: Scene, company: string): Promise<Answer> =>
  call(scene, 'PUT', '/api/connection/organisation', { tenantId: await tenantOf(company) })
export const disconnect = async (scene: Scene, company: string): Promise<Answer> =>
  call(scene, 'DELETE', `/api/connection/organisations/${await tenantOf(company)}`)
export const remove = ({ account }: Scene): Promise<Answer> => answerOf(service(`/v1/accounts/${account}`, { method: 'DELETE' }))
export const check = ({ account }: Scene): Promise<Answer> => answerOf(service(`/v1/accounts/${account}/check`, { method: 'POST' }))
/** The press on the page "Your connection". */
export const checkAsPerson = (scene: Scene): Promise<Answer> => call(scene, 'POST', '/api/connection/check')
/** miBilling announces the next billing run. */
export function announce({ account }: Scene, inSeconds: number): Promise<Answer> {
  const body = JSON.stringify({ at: now() + inSeconds })
  const headers = { 'Content-Type': 'application/json' }
  return answerOf(service(`/v1/accounts/${account}/next-run`, { method: 'PUT', body, headers }))
}
export const askToken = ({ account }: Scene): Promise<Answer> => answerOf(tokenOf(account))

/** Alarms tell nobody how they went. */
export const DONE: Answer = { status: 200 }

export async function wakeLogins(): Promise<Answer> {
  for (const id of await listDurableObjectIds(env.GRANT)) await runDurableObjectAlarm(env.GRANT.get(id))
  return DONE
}

export async function wakeAccount({ account }: Scene): Promise<Answer> {
  await runDurableObjectAlarm(env.ACCOUNT.getByName(account))
  return DONE
}

/** Two accounts of one login. */
export async function sharing(...companies: readonly [string, string]): Promise<Scene> {
  const other = await connected('theo', companies[1])
  return { ...(await connected('theo', companies[0])), others: [other.account] }
}

/** Nobody is there, and no alarm fires meanwhile. */
export async function afterSilence(scene: Scene, seconds: number): Promise<Scene> {
  for (const account of [scene.account, ...scene.others]) await readMessages(account)
  await letPass(seconds)
  await scene.browser.open(scene.account)
  return scene
}

export const nextDay = (scene: Scene) => afterSilence(scene, DAY_SECONDS + 3 * 3600)
