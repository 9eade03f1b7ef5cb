import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the dashboard of docs/integrate.md is the code that the local miStable runs', () => {
  const code = readFileSync('tests/fakes/mistable/standing.ts', 'utf8')
  const shown = code.replace("'../../../client/client.ts'", "'mibilling-xero-client'")
  expect(readFileSync('docs/integrate.md', 'utf8')).toContain(`\`\`\`ts\n${shown}\`\`\`\n`)
  const body = code.slice(code.indexOf('export function'))
  expect(body.trimEnd().split('\n').length).toBeLessThanOrEqual(20)
})
