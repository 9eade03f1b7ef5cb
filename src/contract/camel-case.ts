/** A code as templates name it: what the Worker fills in, pages ask for under the same name. */
export const camelCase = (code: string): string => code.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
