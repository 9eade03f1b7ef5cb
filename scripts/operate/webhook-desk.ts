/** What an operator asks of the running guide about an account's messages to miBilling. */
import { type Result, succeed } from '../../src/contract/result.ts'
import type { SentWebhook, SentWebhooks } from '../../src/contract/wire.ts'
import { call, type Guide } from './call-guide.ts'

export const USAGE = `npm run webhooks -- list <account>                    what became of each message of the last 30 days, newest first
npm run webhooks -- redeliver <account> [--from N]    sends them again, all or from number N on: same numbers, same ids
                    GUIDE_ORIGIN (http://localhost:8787) and SERVICE_KEY in the environment say where, and as whom`

export type Command =
  | { readonly name: 'list'; readonly account: string }
  | { readonly name: 'redeliver'; readonly account: string; readonly from?: number }

/** @param from what was given as `--from` @returns undefined when the words make no sense */
export function readCommand(words: readonly string[], from: string | undefined): Command | undefined {
  const [name, account, ...more] = words
  if (account === undefined || account === '' || more.length > 0) return undefined
  if (name === 'list' && from === undefined) return { name, account }
  if (name !== 'redeliver' || (from !== undefined && !/^[1-9]\d{0,14}$/.test(from))) return undefined
  return { name, account, ...(from === undefined ? {} : { from: Number(from) }) }
}

/** @returns what to print; or, for people, why it could not be done: the service key is never part of it */
export async function carryOut(command: Command, guide: Guide): Promise<Result<string, string>> {
  const path = `/v1/accounts/${encodeURIComponent(command.account)}/webhooks`
  if (command.name === 'list') return list(guide, path)
  const { from } = command
  const answer = await call<{ count: number }>(guide, 'POST', `${path}/redeliver`, from === undefined ? {} : { from })
  if (!answer.ok) return answer
  const { count } = answer.value
  return succeed(count === 0 ? 'There is no such message.' : `${count} ${count === 1 ? 'message is' : 'messages are'} on the way.`)
}

async function list(guide: Guide, path: string): Promise<Result<string, string>> {
  const found: SentWebhook[] = []
  for (let query = ''; ; ) {
    const page = await call<SentWebhooks>(guide, 'GET', path + query)
    if (!page.ok) return page
    found.push(...page.value.webhooks)
    if (page.value.next === undefined) break
    query = `?before=${page.value.next}`
  }
  return succeed(found.length === 0 ? 'No messages.' : found.map(lineOf).join('\n'))
}

function lineOf({ sequence, at, state, type, id, tries, cause }: SentWebhook): string {
  const when = new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')
  const tried = `${tries} ${tries === 1 ? 'try' : 'tries'}${cause === undefined ? '' : `, last ${cause}`}`
  return `${String(sequence).padStart(5)}  ${when} UTC  ${state.padEnd(13)}  ${type}  ${id}  ${tried}`
}
