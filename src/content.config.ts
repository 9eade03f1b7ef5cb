import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { flowSchema } from './schema/flow.ts'
import { problemSchema } from './schema/problem.ts'
import { stepSchema } from './schema/step.ts'
import { uiSchema } from './schema/ui.ts'

export const collections = {
  steps: defineCollection({ loader: glob({ base: './content/steps', pattern: '*/*.md' }), schema: stepSchema }),
  problems: defineCollection({ loader: glob({ base: './content/problems', pattern: '*/*.md' }), schema: problemSchema }),
  flows: defineCollection({ loader: glob({ base: './content/flows', pattern: '*.yaml' }), schema: flowSchema }),
  ui: defineCollection({ loader: glob({ base: './content/ui', pattern: '*.yaml' }), schema: uiSchema }),
}
