/** @returns seconds that a Retry-After header asks for, given as seconds or as a date (RFC 9110 §10.2.3); undefined for none, or nonsense */
export function retryAfterOf(header: string | null): number | undefined {
  if (header === null) return undefined
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000)
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}
