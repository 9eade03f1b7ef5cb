/** By language: what people type, and the pages that help them, any of those named. */
export type Sentences = Readonly<Record<string, Readonly<Record<string, string>>>>
