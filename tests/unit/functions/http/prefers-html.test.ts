import { expect, it } from 'vitest'
import { prefersHtml } from '../../../../functions/http/problem.ts'

it.each([
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['TEXT/HTML', true],
  ['text/html;level=1', true],
  ['application/json;q=0.9, text/html', true],
  ['application/json, text/html', false],
  ['text/html;q=0.5, application/json;q=0.8', false],
  ['text/html;q=0', false],
  ['text/html;q=nonsense', false],
  ['application/json, text/plain, */*', false],
  ['*/*', false],
  ['', false],
  [',;,', false],
])('of %o says that it prefers HTML: %o', (accept, expected) => {
  expect(prefersHtml(accept)).toBe(expected)
})
