/** Says on the error channel why a command does nothing more, and ends. */
export function refuse(reason: string): never {
  console.error(reason)
  process.exit(1)
}
