/**
 * The desk as a Worker of its own (wrangler.desk.toml): customers' pages neither carry its weight nor share its way in. The objects are the
 * guide's.
 */
import { deskApp } from './desk-app.ts'

export default { fetch: deskApp.fetch } satisfies ExportedHandler<Env>
