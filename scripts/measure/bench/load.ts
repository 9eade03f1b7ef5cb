import { Agent, get } from 'node:http'

export interface Ask {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly body: string
}

/** On a connection of its own, or one that the agent keeps. node:http and not fetch: it costs the machine a third, and the Worker shares it. */
export function askOnce({ url, headers = {} }: Ask, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString() }))
      response.on('error', reject)
    })
    request.on('error', reject)
  })
}

export interface Load {
  readonly connections: number
  /** The round ends at whichever comes first. */
  readonly requests: number
  readonly seconds: number
}

/**
 * Asks the same again and again, one request at a time on each connection.
 *
 * @returns requests a second
 * @throws at any status but 200: a failure is fast, and would flatter
 */
export async function measureRate(ask: Ask, { connections, requests, seconds }: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  let left = requests
  const keepAsking = async (): Promise<void> => {
    while (left > 0 && performance.now() < endsAt) {
      left -= 1
      const { status } = await askOnce(ask, agent)
      if (status !== 200) throw new Error(`${new URL(ask.url).pathname} answered ${status}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, keepAsking))
    return (requests - left) / ((performance.now() - startedAt) / 1000)
  } finally {
    agent.destroy()
  }
}
