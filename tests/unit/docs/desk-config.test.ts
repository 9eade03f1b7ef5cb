import { describe, expect, it } from 'vitest'
import { unstable_readConfig } from 'wrangler'

const read = (config: string) => unstable_readConfig({ config }, { hideWarnings: true })
const guide = read('wrangler.toml')
const desk = read('wrangler.desk.toml')

describe('wrangler.desk.toml', () => {
  it.each([
    'alias',
    'compatibility_date',
    'compatibility_flags',
    'd1_databases',
    'keep_names',
    'kv_namespaces',
    'minify',
    'observability',
    'preview_urls',
    'send_email',
    'upload_source_maps',
    'workers_dev',
  ] as const)('has the same %s as the guide', (key) => {
    expect(desk[key]).toBeDefined()
    expect(desk[key]).toEqual(guide[key])
  })

  it('has the guide’s settings beside its own', () => {
    const { ACCESS_ISSUER: _issuer, ACCESS_AUDIENCE: _audience, DESK_ACTORS: _actors, ...shared } = desk.vars
    expect(shared).toEqual(guide.vars)
  })

  it('takes the accounts of the guide, and has no objects of its own', () => {
    expect(desk.name).toBe(`${guide.name}-desk`)
    expect(desk.durable_objects.bindings).toEqual([{ name: 'ACCOUNT', class_name: 'Account', script_name: guide.name }])
    expect(desk.migrations).toEqual([])
  })

  it('shows no page before the Worker knows who asks, while the guide leaves the desk to it', () => {
    expect(desk.assets?.run_worker_first).toBe(true)
    expect(guide.assets?.run_worker_first).toEqual(expect.arrayContaining(['/desk', '/desk/*']))
  })
})
