/**
 * `npm run examples`: takes the examples of `/v1` and of the webhooks again from the running Worker, into src/reference/captured.json, and
 * writes them into the pages of docs/ that show them and the comments of the client's types.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { lookUp } from '../../src/contract/look-up.ts'
import { ROOT, run, runTool } from './tools.ts'

export const EXAMPLE_PAGES = ['docs/integrate.md', 'docs/webhooks.md'].map((page) => join(ROOT, page))
const CAPTURED = join(ROOT, 'src', 'reference', 'captured.json')
const CAPTURE = 'tests/edge/reference/captured.test.ts'
/** Of the example, as docs/webhooks.md has it: a public value. */
const SECRET = /^WEBHOOK_SECRET=(\S+)$/m
/** The pages are for `npm start`; the description of /v1 is for anywhere. */
const LOCALLY = { 'https://guide.example': 'http://localhost:8787', 'https://mistable.example': 'http://localhost:8789' }

interface Captured {
  readonly webhooks: { readonly webhooks: readonly { readonly id: string }[] }
  readonly userAgent: string
  readonly messages: Readonly<Record<string, { readonly timestamp: string }>>
}

/** A comment names what the block behind it shows. @throws when nothing of that name was captured */
export function withExamples(page: string): string {
  const captured = JSON.parse(readFileSync(CAPTURED, 'utf8')) as Captured & Record<string, unknown>
  return page.replace(/(<!-- example: (\w+) -->\n\n```\w+\n)[\s\S]*?(?=^```$)/gm, (_, head: string, name: string) => {
    if (name === 'message') return head + messageOf(captured, SECRET.exec(page)?.[1] ?? '')
    const example = lookUp<unknown>(captured, name)
    if (example === undefined) throw new RangeError(`no example "${name}" was captured`)
    const text = JSON.stringify(example, null, 2)
    return `${head}${Object.entries(LOCALLY).reduce((sum, [from, to]) => sum.replaceAll(from, to), text)}\n`
  })
}

/** The first message of all, as it is sent. */
function messageOf({ webhooks, userAgent, messages }: Captured, secret: string): string {
  const message = messages['connection.connected']
  const id = webhooks.webhooks.at(-1)?.id
  if (message === undefined || id === undefined) throw new RangeError('no message was captured')
  const at = new Date(Date.parse(message.timestamp) + 1000)
  return `POST /webhooks HTTP/1.1
Content-Type: application/json
User-Agent: ${userAgent}
webhook-id: ${id}
webhook-timestamp: ${at.getTime() / 1000}
webhook-signature: ${new Webhook(secret).sign(id, at, JSON.stringify(message))}

${JSON.stringify(message, null, 2)}
`
}

async function takeExamples(): Promise<number> {
  const code = await runTool('vitest', ['run', '--project', 'edge', CAPTURE, '--update'])
  if (code !== 0) return code
  for (const page of EXAMPLE_PAGES) writeFileSync(page, withExamples(readFileSync(page, 'utf8')))
  // By itself, since it reads the examples as it loads.
  return run(process.execPath, [join(ROOT, 'scripts', 'project', 'client.ts')])
}

if (import.meta.main) process.exitCode = await takeExamples()
