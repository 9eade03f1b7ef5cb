import type { World } from './world.ts'

/** HTTP Basic as in RFC 6749 §2.3.1: both parts are form-encoded first. A web app sends its secret no other way. */
export function isOurClient(world: World, authorization: string | undefined): boolean {
  const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return false
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return decode(id) === world.client.id && decode(rest.join(':')) === world.client.secret
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
