import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parse } from 'yaml'
import { inLocale, LOCALES } from '../../src/contract/languages.ts'
import { createWords } from '../../src/guide/create-words.ts'
import { writeHandoverMessage } from '../../src/guide/handover-message.ts'

/** What the Worker reads from the built site in the edge tests: they need no page, but wrangler.toml's folder, and the message to a helper. */
export function writeBuiltFiles(): void {
  for (const locale of LOCALES) {
    const words = parse(readFileSync(`content/ui/${locale}.yaml`, 'utf8')) as Readonly<Record<string, string>>
    const file = `dist/client${inLocale(locale, '/help-connect/message.txt')}`
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, writeHandoverMessage(createWords(locale, words, words)))
  }
}
