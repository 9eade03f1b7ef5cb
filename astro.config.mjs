import cloudflare from '@astrojs/cloudflare'
import { satteri } from '@astrojs/markdown-satteri'
import solid from '@astrojs/solid-js'
import { defineConfig } from 'astro/config'
import { findPageModules } from './scripts/project/page-script.ts'
import { guide } from './src/guide/integration.ts'

/** Where the site will stand, if it is known when it is built: search engines want whole addresses of the other languages. */
const site = process.env['PUBLIC_ORIGIN']

/** The adapter's banner is for a Worker: here it would stand at the head of every script. */
const pageModules = findPageModules()
const output = {
  banner: () => '',
  codeSplitting: { groups: [{ name: 'page', test: (id) => pageModules.has(id) }] },
}

/** With what Vite wraps an `import()`. */
const PRELOAD_HELPER = '\0vite/preload-helper.js'

/**
 * What the desk shares with the pages is copied for it: to import it from their file, the desk would have to load all of that, and run it.
 */
const deskCopies = {
  name: 'desk-copies',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer = '') {
    if (!/\/src\/islands\/desk\/|\?desk$/.test(importer)) return undefined
    if (source === PRELOAD_HELPER) return `${source}?desk`
    if (!source.startsWith('.')) return undefined
    const found = await this.resolve(source, importer.replace('?desk', ''), { skipSelf: true })
    const isShared = found?.id.endsWith('.ts') && !found.id.includes('/islands/desk/')
    return isShared ? { ...found, id: `${found.id}?desk` } : found
  },
  load: async function (id) {
    return id === `${PRELOAD_HELPER}?desk` ? (await this.load({ id: PRELOAD_HELPER })).code : undefined
  },
}

export default defineConfig({
  ...(site ? { site } : {}),
  output: 'static',
  trailingSlash: 'always',
  adapter: cloudflare({ configPath: './wrangler.astro.toml', prerenderEnvironment: 'node', imageService: 'passthrough' }),
  session: false,
  integrations: [solid(), guide()],
  // `## Lost your phone {#lost-phone}`: an anchor that stays when the words change.
  markdown: { processor: satteri({ features: { headingAttributes: true } }) },
  // The Content-Security-Policy allows files of our own and nothing inline.
  build: { inlineStylesheets: 'never' },
  // Swagger UI, which the developers' reference alone loads, is one large file.
  vite: { plugins: [deskCopies], build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 2000, rolldownOptions: { output } } },
})
