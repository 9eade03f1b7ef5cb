import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unstable_readConfig } from 'wrangler'

const config = unstable_readConfig({ config: 'wrangler.toml' })

describe('what is deployed', () => {
  it('keeps queries out of the platform’s logs and traces', () => {
    expect(config.observability).toMatchObject({ enabled: true, redact_query_string: true })
    // The name is wrangler's own: one that it does not know would be dropped with a warning.
    const schema = JSON.parse(readFileSync('node_modules/wrangler/config-schema.json', 'utf8')) as {
      definitions: { Observability: { properties: Record<string, unknown> } }
    }
    expect(schema.definitions.Observability.properties).toHaveProperty('redact_query_string')
  })

  it('is reached by its own origin alone', () => {
    expect([config.workers_dev, config.preview_urls]).toEqual([false, false])
  })

  it('leaves what is not there to the Worker', () => {
    expect(config.assets?.not_found_handling).toBe('none')
  })
})
