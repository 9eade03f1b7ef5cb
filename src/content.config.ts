import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { flowSchema } from './schema/flow.ts'
import { problemSchema } from './schema/problem.ts'
import { stepSchema } from './schema/step.ts'
import { problemTranslationSchema, stepTranslationSchema } from './schema/translation.ts'
import { uiSchema } from './schema/ui.ts'

const FIRST = 'en/*.md'
const OTHERS = ['*/*.md', '!en/*.md']

export const collections = {
  steps: defineCollection({ loader: glob({ base: './content/steps', pattern: FIRST }), schema: stepSchema }),
  stepTranslations: defineCollection({ loader: glob({ base: './content/steps', pattern: OTHERS }), schema: stepTranslationSchema }),
  problems: defineCollection({ loader: glob({ base: './content/problems', pattern: FIRST }), schema: problemSchema }),
  problemTranslations: defineCollection({
    loader: glob({ base: './content/problems', pattern: OTHERS }),
    schema: problemTranslationSchema,
  }),
  flows: defineCollection({ loader: glob({ base: './content/flows', pattern: '*.yaml' }), schema: flowSchema }),
  ui: defineCollection({ loader: glob({ base: './content/ui', pattern: '*.yaml' }), schema: uiSchema }),
}
