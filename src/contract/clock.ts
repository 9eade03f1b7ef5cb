/** The present as Unix seconds, rounded down: the unit of every `…At` in this project. */
export const now = (): number => Math.floor(Date.now() / 1000)
