/** A path with one leading slash: a browser reads `//host` and `/\host` as another site. Calls aren't pages. */
export function isOwnPage(path: string, publicOrigin: string): boolean {
  if (!/^\/(?![/\\])/.test(path) || /[\\\s]/.test(path) || !URL.canParse(path, publicOrigin)) return false
  const url = new URL(path, publicOrigin)
  return url.origin === publicOrigin && !/^\/(start|api|v1)(\/|$)/.test(url.pathname)
}
