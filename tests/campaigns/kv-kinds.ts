/** What can go wrong with KV. Nothing in it is the truth: it may be late, fail, be old or be gone, and the objects know better. */
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'

export interface KvFault {
  readonly name: string
  /** From here on KV is out of order, until `vi.restoreAllMocks()`. */
  begin(): Promise<void>
  /** Whether a caller may meanwhile be shown what was so a moment ago, as KV itself allows. */
  readonly mayBeOld?: boolean
}

const LATE_MS = 60
const broken = () => Promise.reject(new Error('KV is out of order'))

async function wipe(): Promise<void> {
  for (const { name } of (await env.TOKENS.list()).keys) await env.TOKENS.delete(name)
}

/** Reads go on as they were at this moment. */
async function freezeReads(): Promise<void> {
  const copies = new Map<string, string | null>()
  for (const { name } of (await env.TOKENS.list()).keys) copies.set(name, await env.TOKENS.get(name))
  const get = async (name: string, type?: string) => {
    const text = copies.get(name) ?? null
    return text !== null && type === 'json' ? JSON.parse(text) : text
  }
  vi.spyOn(env.TOKENS, 'get').mockImplementation(get as unknown as typeof env.TOKENS.get)
}

export const KV_FAULTS: readonly KvFault[] = [
  {
    name: 'writes are late',
    async begin() {
      const put = env.TOKENS.put.bind(env.TOKENS)
      vi.spyOn(env.TOKENS, 'put').mockImplementation(async (...written) => {
        await scheduler.wait(LATE_MS)
        await put(...(written as Parameters<typeof put>))
      })
    },
    mayBeOld: true,
  },
  { name: 'writes fail', begin: async () => void vi.spyOn(env.TOKENS, 'put').mockImplementation(broken), mayBeOld: true },
  { name: 'deletions fail', begin: async () => void vi.spyOn(env.TOKENS, 'delete').mockImplementation(broken), mayBeOld: true },
  { name: 'reads fail', begin: async () => void vi.spyOn(env.TOKENS, 'get').mockImplementation(broken as typeof env.TOKENS.get) },
  {
    name: 'everything fails',
    async begin() {
      for (const method of ['put', 'delete', 'get', 'list'] as const)
        vi.spyOn(env.TOKENS, method).mockImplementation(broken as never)
    },
  },
  { name: 'reads are a minute old', begin: freezeReads, mayBeOld: true },
  { name: 'wiped before', begin: wipe },
  {
    name: 'wiped mid-way',
    async begin() {
      const put = env.TOKENS.put.bind(env.TOKENS)
      vi.spyOn(env.TOKENS, 'put').mockImplementation(async (...written) => {
        await put(...(written as Parameters<typeof put>))
        await wipe()
      })
    },
  },
]
