/** Codes as authenticator apps make them for Xero: six digits, SHA-1, a new one every 30 seconds. */

export const STEP_MS = 30_000

/** The number of the 30 seconds that `at` is in; `at` is in milliseconds since 1970. */
export const stepAt = (at: number): number => Math.floor(at / STEP_MS)

/** @param secret its bytes; nothing can read them from the key again */
export const importKey = (secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])

/** @see RFC 4226 §5.3; with a step of the time as the counter, RFC 6238 §4.2 */
export async function makeCode(key: CryptoKey, counter: number): Promise<string> {
  const moving = new DataView(new ArrayBuffer(8))
  moving.setBigUint64(0, BigInt(counter))
  const hash = new DataView(await crypto.subtle.sign('HMAC', key, moving))
  const number = hash.getUint32(hash.getUint8(19) & 0xf) & 0x7f_ff_ff_ff
  return String(number % 1_000_000).padStart(6, '0')
}
