import { HonoBase } from 'hono/hono-base'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'
import type { BlankEnv, BlankSchema, Env as HonoEnv, Schema } from 'hono/types'

/**
 * hono with the one router that its method-not-allowed needs anyway: the two others would make up 2 kB of the Worker. Around it the smart
 * router, which reads the routes at the first request: as the Worker starts, that would take longest of all.
 */
export class Hono<E extends HonoEnv = BlankEnv, S extends Schema = BlankSchema, BasePath extends string = '/'> extends HonoBase<
  E,
  S,
  BasePath
> {
  constructor() {
    super({ router: new SmartRouter({ routers: [new TrieRouter()] }) })
  }
}
