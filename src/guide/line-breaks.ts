/** Between full-width signs a line break is no space, although browsers show one: sentences written one a line run on. */
export const joinFullWidthLines = (text: string): string =>
  text.replace(/(?<=[　-〿＀-￯](?:<\/\w+>)*)\n(?!\n|\s*[-*>#]|\s*\d+\.|\s*<\/?(?:ol|ul|li|p|h\d|table|t\w+)\b)/g, '')
