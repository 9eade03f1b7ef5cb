/** The whole of `content/` through its schemas, without Astro: for the site's settings, the commands and the tests. */

import { join } from 'node:path'
import type { z } from 'astro/zod'
import { flowSchema } from '../schema/flow.ts'
import { problemSchema } from '../schema/problem.ts'
import { stepSchema } from '../schema/step.ts'
import { problemTranslationSchema, stepTranslationSchema } from '../schema/translation.ts'
import { uiSchema } from '../schema/ui.ts'
import type { Flow } from '../wizard/flow.ts'
import { type ContentFault, readBy } from './check/explain.ts'
import { type ContentFile, readContentFiles } from './content-files.ts'
import { FIRST_LOCALE, LOCALES } from './locale.ts'

interface Written<S extends z.ZodType> {
  readonly id: string
  readonly file: ContentFile
  readonly words: z.output<S>
}

interface Translations {
  readonly locale: string
  readonly steps: readonly Written<typeof stepTranslationSchema>[]
  readonly problems: readonly Written<typeof problemTranslationSchema>[]
}

export interface Content {
  readonly flows: readonly Written<typeof flowSchema>[]
  readonly steps: readonly Written<typeof stepSchema>[]
  readonly problems: readonly Written<typeof problemSchema>[]
  /** Of every language but the first. */
  readonly translations: readonly Translations[]
  /** By language. */
  readonly ui: readonly Written<typeof uiSchema>[]
  /** Files that their schema refuses. They are left out of everything above. */
  readonly faults: readonly ContentFault[]
}

/** @param root the folder that holds `steps`, `problems`, `flows` and `ui` */
export function readContent(root = 'content'): Content {
  const faults: ContentFault[] = []
  const read = <S extends z.ZodType>(schema: S, ...folder: readonly string[]): readonly Written<S>[] =>
    readContentFiles(join(root, ...folder)).flatMap((file) => {
      const words = readBy(schema, file)
      if (isFaults(words)) {
        faults.push(...words)
        return []
      }
      return [{ id: file.id, file, words }]
    })
  return {
    flows: read(flowSchema, 'flows'),
    steps: read(stepSchema, 'steps', FIRST_LOCALE),
    problems: read(problemSchema, 'problems', FIRST_LOCALE),
    translations: LOCALES.filter((locale) => locale !== FIRST_LOCALE).map((locale) => ({
      locale,
      steps: read(stepTranslationSchema, 'steps', locale),
      problems: read(problemTranslationSchema, 'problems', locale),
    })),
    ui: read(uiSchema, 'ui'),
    faults,
  }
}

/** No schema of ours yields a list. */
const isFaults = (read: unknown): read is readonly ContentFault[] => Array.isArray(read)

export interface WrittenFlow extends Flow {
  readonly title: string
  readonly file: ContentFile
}

export const releasedFlows = ({ flows }: Content): readonly WrittenFlow[] =>
  flows.flatMap(({ id, file, words }) => (words.status === 'released' ? [{ ...words, id, file }] : []))
