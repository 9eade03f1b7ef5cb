import type { AstroIntegration } from 'astro'
import { findRedirects } from './addresses.ts'
import { checkContent, complain } from './check/check.ts'
import { findOutgrown } from './check/translations.ts'
import { readContent } from './content.ts'

/** The guide as a part of Astro: content that a writer must mend stops the build, and former addresses lead to present ones. */
export const guide = (): AstroIntegration => ({
  name: 'guide',
  hooks: {
    'astro:config:setup': ({ command, logger, updateConfig }) => {
      const content = readContent()
      const complaint = complain(checkContent(content))
      if (complaint !== undefined) {
        if (command === 'build') throw new ContentError(complaint)
        logger.warn(complaint)
      }
      for (const { path } of findOutgrown(content))
        logger.warn(`${path} no longer fits the English page, which is shown in its place (npm run guide:lag)`)
      updateConfig({ redirects: Object.fromEntries(Object.entries(findRedirects(content)).map(([from, to]) => [from, { ...to }])) })
    },
  },
})

/** Its message is for writers; a stack would say nothing to them. */
class ContentError extends Error {
  override readonly name = 'The guide cannot be built'
  override stack = ''
}
