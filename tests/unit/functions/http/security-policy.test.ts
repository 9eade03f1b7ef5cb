import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, HEADERS, SPECULATION_RULES, STRICT_TRANSPORT } from '../../../../functions/http/security-policy.ts'

/** Lines of `public/_headers` under one rule, as name and value. */
function rule(name: string): Record<string, string> {
  const [, after = ''] = readFileSync('public/_headers', 'utf8').split(`${name}\n`)
  const lines = after.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('  '))
  return Object.fromEntries(
    lines.slice(0, end === -1 ? undefined : end).map((line) =>
      line
        .trim()
        .split(/: (.*)/)
        .slice(0, 2),
    ),
  )
}

describe('a page that no Worker serves', () => {
  it('carries what the Worker’s answers carry, and sends forms to us alone', () => {
    expect(rule('/*')).toEqual({
      ...HEADERS,
      'Content-Security-Policy': contentSecurityPolicy([]),
      'Speculation-Rules': SPECULATION_RULES,
    })
  })

  it('promises https where it has a domain', () => {
    for (const host of ['https://:name.:top/*', 'https://:sub.:name.:top/*', 'https://:a.:sub.:name.:top/*']) {
      expect(rule(host)).toEqual({ 'Strict-Transport-Security': STRICT_TRANSPORT })
    }
  })
})
