/**
 * In place of `@oslojs/crypto/sha2` (wrangler.toml), which arctic loads for PKCE, and we use none: the platform has the same hash, and the
 * package would make up 3 kB of the Worker.
 */
import { nodeCrypto } from '../node-crypto.ts'

export const sha256 = (data: Uint8Array): Uint8Array => nodeCrypto().createHash('sha256').update(data).digest()
