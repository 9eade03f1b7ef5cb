import cloudflare from '@astrojs/cloudflare'
import solid from '@astrojs/solid-js'
import { defineConfig } from 'astro/config'
import { findRedirects } from './src/guide/redirects.ts'

export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  adapter: cloudflare({ configPath: './wrangler.astro.toml', prerenderEnvironment: 'node', imageService: 'passthrough' }),
  session: false,
  integrations: [solid()],
  redirects: findRedirects(),
  // The Content-Security-Policy allows files of our own and nothing inline.
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 } },
})
