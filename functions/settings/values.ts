/**
 * What a setting may hold. Every node has its own message, to go after the setting's name: valibot's would quote the value, and these are
 * shown by the public `/api/health`.
 */
import * as v from 'valibot'

const ORIGIN = 'must be an origin such as https://guide.example, without a path; http is for localhost alone'
const ADDRESS = 'must be an address that begins with https://, without a user name; http is for localhost alone'

/** Nobody in between can read http to this machine itself. @see RFC 6761 §6.3, RFC 8252 §7.3 */
const isLoopback = ({ hostname }: URL): boolean => /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

/** @returns undefined unless it is https, or http to this machine */
function safeUrlOf(text: string): URL | undefined {
  // `new URL` also accepts `blob:https://…`, and repairs spaces and backslashes.
  if (!/^https?:\/\/[^\s\\]+$/.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const isSafe = url.protocol === 'https:' || isLoopback(url)
  return isSafe && url.username === '' && url.password === '' ? url : undefined
}

export const Origin = v.pipe(
  v.string(ORIGIN),
  v.check((text) => safeUrlOf(text)?.origin === text, ORIGIN),
)

export const WebAddress = v.pipe(
  v.string(ADDRESS),
  v.check((text) => safeUrlOf(text) !== undefined, ADDRESS),
)

export const Present = v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'))

/** @param nothing the message for an empty list */
export const listOf = <T extends v.GenericSchema<string, unknown>>(separator: string | RegExp, item: T, nothing: string) =>
  v.pipe(
    v.string('must be text'),
    v.transform((text) =>
      text
        .split(separator)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    ),
    v.array(item, nothing),
    v.minLength(1, nothing),
  )

const WEBHOOK_SECRET = 'must be whsec_ and at least 24 bytes in base64'

export const WebhookSecret = v.pipe(
  v.string(WEBHOOK_SECRET),
  // Whole groups: bad base64 would otherwise fail only when the first message is signed.
  v.regex(/^whsec_(?=.{32})(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, WEBHOOK_SECRET),
)

const CONTACT = 'must be empty, or mailto: and an email address, or an address that begins with https://'

/** RFC 9116 §2.5.3. */
export const SecurityContact = v.pipe(
  v.string(CONTACT),
  v.check((text) => text === '' || /^mailto:[^\s@:]+@[^\s@:]+$/.test(text) || safeUrlOf(text)?.protocol === 'https:', CONTACT),
)

const EMAIL = 'must be empty, or an email address alone'

export const EmailAddress = v.pipe(v.string(EMAIL), v.regex(/^([^\s@:<>,?&]+@[^\s@:<>,?&]+\.[^\s@:<>,?&.]+)?$/, EMAIL))

const PHONE = 'must be empty, or a phone number of digits, spaces, hyphens and brackets, with or without + before it'

export const PhoneNumber = v.pipe(v.string(PHONE), v.regex(/^(\+?[\d() -]{3,30})?$/, PHONE))

const TEXT = 'must be empty, or one line of at most 80 characters'

export const ShortText = v.pipe(v.string(TEXT), v.regex(/^\P{Cc}{0,80}$/u, TEXT))
