/** What a service key may do. */
import * as v from 'valibot'

/** `read`: looks at accounts. `token`: fetches access tokens. `act`: opens sessions, hands over, disconnects, erases, redelivers. */
export const KEY_SCOPES = ['read', 'token', 'act'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

export interface ServiceKey {
  /** SHA-256 of the key, in lower-case hex. */
  readonly digest: string
  readonly scopes: readonly KeyScope[]
}

const SHAPE =
  'must hold SHA-256 digests in lower-case hex, separated by commas, each alone or with scopes such as <digest>:read+token'

/** SHA-256 of nothing, as from a script that failed to read the key. It would let in anyone who sends an empty key. */
const EMPTY_DIGEST = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** `<digest>` may do everything, `<digest>:read+token` what it names. */
export const ServiceKeySetting = v.pipe(
  v.string(SHAPE),
  v.regex(/^[0-9a-f]{64}(?::(?:read|token|act)(?:\+(?:read|token|act))*)?$/, SHAPE),
  v.check((text) => !text.startsWith(EMPTY_DIGEST), 'holds the digest of an empty key'),
  v.transform((text): ServiceKey => {
    const [digest = '', scopes] = text.split(':')
    return { digest, scopes: scopes === undefined ? KEY_SCOPES : KEY_SCOPES.filter((scope) => scopes.split('+').includes(scope)) }
  }),
)
