/** Calls aren't pages; nor are the pages of a link whose query is a key. */
const OTHERS = /^\/(start|api|v1|desk|([a-z-]+\/)?(help-connect|undo-connection))(\/|$)/

/** A path with one leading slash: a browser reads `//host` and `/\host` as another site. */
export function isOwnPage(path: string, publicOrigin: string): boolean {
  if (!/^\/(?![/\\])/.test(path) || /[\\\s]/.test(path) || !URL.canParse(path, publicOrigin)) return false
  const url = new URL(path, publicOrigin)
  return url.origin === publicOrigin && !OTHERS.test(url.pathname)
}
