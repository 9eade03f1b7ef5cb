import { app } from './app.ts'
import { deliver } from './webhooks/deliver.ts'

export { Account } from './account/account.ts'
export { Grant } from './grant/grant.ts'
export { Incident } from './incident/incident.ts'
export { MiBilling } from './rpc.ts'

export default { fetch: app.fetch, queue: deliver } satisfies ExportedHandler<Env>
